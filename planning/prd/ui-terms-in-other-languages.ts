import { uiTerms } from './ui-terms.js';
import type { UiTerm } from './ui-terms.js';

/** Terms of a language, and the small words by which a text in it is known. */
interface LanguageTerms {
  small: RegExp;
  terms: readonly UiTerm[];
}

const GERMAN = uiTerms([
  [
    'product',
    1,
    String.raw`(?<!\p{L})(?:Web(?:seite|site|oberfläche|anwendung|app|portal|auftritt)n?|Internetseiten?|Internetpräsenz|Internetauftritt|Kontaktformular|Homepage|(?:Benutzer|Bedien|Web|Admin|Nutzer|Eingabe)oberflächen?|Oberflächen?|Benutzerschnittstellen?|Handy-?Apps?|Smartphone-?Apps?|Übersichtsseiten?|Startseiten?|(?:Buchungs|Anmelde|Status|Detail|Info|Bestell)seiten?|Bildschirm(?:e|en|maske|masken)?|Touchscreens?|Eingabemasken?|Dashboards?|Browser-?Erweiterung)(?!\p{L})`,
    String.raw`Siebdruck|Stahl|Rauheit|Lack`,
  ],
  [
    'product',
    0.6,
    String.raw`(?<!\p{L})(?:App|Apps|Kundenportal|Mitgliederportal|Formular(?:e|s)? (?:online|ausfüllen|im Netz)|Anzeigetafel|Wandanzeige|Terminal am)(?!\p{L})`,
  ],
  [
    'product',
    0.3,
    String.raw`(?<!\p{L})(?:Portal|Masken?)(?!\p{L})`,
    String.raw`Portalkran|Stahl|Bitmaske|Bit\b|Atem|Schutz`,
  ],
  [
    'device',
    0.7,
    String.raw`(?<!\p{L})(?:am|auf dem|auf ihrem|auf seinem|vom|mit dem|per) (?:Handy|Smartphone|Tablet|Bildschirm|Telefon|iPad|Rechner|Monitor|Fernseher)(?!\p{L})|(?<!\p{L})im Browser(?!\p{L})`,
  ],
  [
    'act',
    0.8,
    String.raw`(?<!\p{L})(?:Schaltflächen?|Knöpfe|Knopf|Buttons?|anklicken|klickt|klicken|antippen|tippt|tippen|Klick|mit (?:einem|dem) (?:Klick|Daumen|Finger)|wischen|wischt|ziehen können|(?:auf|in) (?:einen?|den|die|das) \p{L}+ ziehen|zieht (?:sie|er|man|ihn|es)|verschieben per|hinein-?zoomen|zoomen|weiterblättern|blättern|scrollen|auswählen|auswählt|ausfüllen|antippen können|mit dem Finger|wischt|Fingertipp|Foto machen|fotografier\p{L}*)(?!\p{L})`,
    String.raw`Hemd|Näh|LED`,
  ],
  [
    'look',
    0.6,
    String.raw`(?<!\p{L})(?:rot|grün|gelb|grau|orange|farbig|fett) (?:sein|werden|hinterlegt|markiert|angezeigt|dargestellt|hervorgehoben)(?!\p{L})|(?<!\p{L})(?:wird|werden|ist|sind) (?:rot|grün|gelb|grau|farbig)(?!\p{L})|(?<!\p{L})(?:Dunkelmodus|dunkles Design|barrierefrei\p{L}*|Barrierefreiheit|Kontrast|große (?:Schrift|Tasten|Schaltflächen)|Schriftgröße|übersichtlich|auf einen Blick|nebeneinander|große Bilder|kleine[nr]? Bilder\p{L}*|Symbole|als Raster|als (?:Balken|Kacheln|Karte|Kalender|Liste|Diagramm)|auf (?:der|einer) Karte)(?!\p{L})`,
  ],
  [
    'person',
    0.35,
    String.raw`(?<!\p{L})(?:sieht|sehen|schaut|anschauen|ansehen|öffnet|öffnen|wählt|wählen|angezeigt|gezeigt|zeigt (?:ihr|ihm|ihnen|an))(?!\p{L})`,
  ],
]);

const FRENCH = uiTerms([
  [
    'product',
    1,
    String.raw`(?<!\p{L})(?:interfaces? (?:graphique|utilisateur|web|tactile)s?|applications? (?:mobile|web)s?|applis?|sites? (?:web|internet)|pages? (?:web|d['’]accueil)|tableaux? de bord|bornes? (?:tactiles?|interactives?|d['’]accueil)|écrans?|extension de navigateur)(?!\p{L})`,
    String.raw`véhicule|voyants?|sérigraphie`,
  ],
  [
    'product',
    0.5,
    String.raw`(?<!\p{L})(?:portails?|bornes?|formulaires? en ligne)(?!\p{L})`,
    String.raw`kilométrique|incendie|recharge`,
  ],
  [
    'device',
    0.7,
    String.raw`(?<!\p{L})(?:sur (?:le|son|leur|un|une|la|sa) (?:téléphone|portable|smartphone|tablette|écran|mobile|ordinateur)|dans le navigateur)(?!\p{L})`,
  ],
  [
    'act',
    0.8,
    String.raw`(?<!\p{L})(?:boutons?|cliqu(?:er?|e|ent)|clics?|glisser|glisse|fait défiler|défiler|on touche|touche (?:le|la|un|une)|touchent|appu(?:ie|yer) sur|zoomer|coche(?:r|nt)?|icônes?|avec le doigt|du doigt|dessin(?:e|er|ent) (?:dessus|sur)|prend(?:re)? (?:une|en) photo|scanne(?:r|nt)?)(?!\p{L})`,
    String.raw`chemise|couture|voyant`,
  ],
  [
    'look',
    0.6,
    String.raw`(?<!\p{L})(?:mode sombre|thème sombre|en (?:rouge|vert|bleu|orange|trois étapes|quelques clics|gras|couleur|gros caractères)|gros (?:boutons|caractères)|grands? (?:boutons|caractères)|contraste|accessibilité|RGAA|lecteurs? d['’]écran|textes de l['’]interface|côte à côte|sur (?:la|une) carte|sur le plan|un calendrier par|rouges? tant|verts? quand|d['’]un coup d['’]œil|s['’]affichent?|affich(?:e|er|age)|maquettes?|langue (?:choisie|au choix))(?!\p{L})`,
  ],
  [
    'person',
    0.35,
    String.raw`(?<!\p{L})(?:voit|voient|voir|consulte(?:r|nt)?|choisit|choisir|choisissent|ouvre|ouvrent|saisit|saisir)(?!\p{L})`,
  ],
]);

const SPANISH = uiTerms([
  [
    'product',
    1,
    String.raw`(?<!\p{L})(?:p[áa]ginas? (?:web|de inicio)|sitios? web|aplicaci[óo]n(?:es)? (?:m[óo]vil|web)(?:es)?|app|interfaz (?:gr[áa]fica|de usuario|web)|pantallas?|panel de (?:control|administraci[óo]n)|quioscos?)(?!\p{L})`,
  ],
  [
    'device',
    0.7,
    String.raw`(?<!\p{L})(?:en (?:el|su|la|una?) (?:m[óo]vil|tel[ée]fono|tableta|pantalla|navegador)|desde (?:el|su) m[óo]vil)(?!\p{L})`,
  ],
  [
    'act',
    0.8,
    String.raw`(?<!\p{L})(?:botones|bot[óo]n|hacer clic|pulsar|pulsa|toca|arrastrar?|arrastra|deslizar?|desliza|iconos?)(?!\p{L})`,
  ],
  [
    'look',
    0.6,
    String.raw`(?<!\p{L})(?:dise[ñn]o adaptable|modo oscuro|en (?:rojo|verde|un calendario|un mapa)|se (?:ve|ven|muestra|muestran)|letras? grandes?|accesibilidad|contraste)(?!\p{L})`,
  ],
  ['person', 0.35, String.raw`(?<!\p{L})(?:ve|ven|ver|elige|eligen|abre|abren|consulta|consultan)(?!\p{L})`],
]);

/** In the same kinds and weights as English. */
export const UI_TERMS_IN_OTHER_LANGUAGES: readonly LanguageTerms[] = [
  {
    small: /(?<!\p{L})(?:der|die|das|und|ist|sind|nicht|mit|für|wird|werden|eine?|auf|von|sich)(?!\p{L})/giu,
    terms: GERMAN,
  },
  {
    small: /(?<!\p{L})(?:le|la|les|et|est|sont|pas|avec|pour|une?|des|du|dans|qui|sur|aux?)(?!\p{L})/giu,
    terms: FRENCH,
  },
  { small: /(?<!\p{L})(?:el|la|los|las|y|es|son|con|para|una?|del|que|por|en|se|al)(?!\p{L})/giu, terms: SPANISH },
];

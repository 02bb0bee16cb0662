import { uiTerms } from './ui-terms.js';
import type { UiTerm } from './ui-terms.js';

/** Terms of a language, and the small words by which a text in it is known. */
interface LanguageTerms {
  small: RegExp;
  terms: readonly UiTerm[];
}

const GERMAN = uiTerms([
  [
    'interface',
    String.raw`(?<!\p{L})(?:Web(?:seite|site|oberfläche|anwendung|app|portal|auftritt)n?|Internetseiten?|Internetpräsenz|Internetauftritt|Kontaktformular|Homepage|(?:Benutzer|Bedien|Web|Admin|Nutzer|Eingabe)oberflächen?|Oberflächen?|Benutzerschnittstellen?|Handy-?Apps?|Smartphone-?Apps?|Übersichtsseiten?|Startseiten?|(?:Buchungs|Anmelde|Status|Detail|Info|Bestell)seiten?|Bildschirm(?:e|en|maske|masken)?|Touchscreens?|Eingabemasken?|Dashboards?|Browser-?Erweiterung)(?!\p{L})`,
    String.raw`Siebdruck|Stahl|Rauheit|Lack`,
  ],
  [
    'surface',
    String.raw`(?<!\p{L})(?:App|Apps|Kundenportal|Mitgliederportal|Formular(?:e|s)? (?:online|ausfüllen|im Netz)|Anzeigetafel|Wandanzeige|Terminal am)(?!\p{L})`,
  ],
  [
    'surface',
    String.raw`(?<!\p{L})(?:Portal|Masken?)(?!\p{L})`,
    String.raw`Portalkran|Stahl|Bitmaske|Bit\b|Atem|Schutz`,
  ],
  [
    'device',
    String.raw`(?<!\p{L})(?:am|auf dem|auf ihrem|auf seinem|vom|mit dem|per) (?:Handy|Smartphone|Tablet|Bildschirm|Telefon|iPad|Rechner|Monitor|Fernseher)(?!\p{L})|(?<!\p{L})(?:im Browser|vor die Kamera|am Tresen|an der Wand)(?!\p{L})`,
  ],
  [
    'gesture',
    String.raw`(?<!\p{L})(?:Schaltflächen?|Knöpfe|Knopf|Buttons?|anklicken|klickt|klicken|antippen|tippt|tippen|Klick|mit (?:einem|dem) (?:Klick|Daumen|Finger)|wischen|wischt|ziehen können|(?:auf|in) (?:einen?|den|die|das) \p{L}+ ziehen|zieht (?:sie|er|man|ihn|es)|verschieben per|hinein-?zoomen|zoomen|weiterblättern|blättern|scrollen|auswählen|auswählt|ausfüllen|antippen können|mit dem Finger|mit der Maus|per Maus|wischt|Fingertipp|Foto machen|fotografier\p{L}*)(?!\p{L})`,
    String.raw`Hemd|Näh|LED`,
  ],
  [
    'look',
    String.raw`(?<!\p{L})in (?:Rot|Grün|Gelb|Grau|Orange|großen? \p{L}+)(?!\p{L})|(?<!\p{L})(?:steh(?:t|en)|erschein(?:t|en)) (?:ganz )?(?:oben|unten|links|rechts|vorn)(?!\p{L})|(?<!\p{L})als (?:Kurven?|Balken|Karte|Kacheln|Kalender|Diagramm|Liste)(?!\p{L})|(?<!\p{L})(?:rot|grün|gelb|grau|orange|farbig|fett) (?:sein|werden|hinterlegt|markiert|angezeigt|dargestellt|hervorgehoben)(?!\p{L})|(?<!\p{L})(?:wird|werden|ist|sind) (?:rot|grün|gelb|grau|farbig)(?!\p{L})|(?<!\p{L})(?:Dunkelmodus|dunkles Design|barrierefrei\p{L}*|Barrierefreiheit|Kontrast|große (?:Schrift|Tasten|Schaltflächen)|Schriftgröße|übersichtlich|auf einen Blick|nebeneinander|große Bilder|kleine[nr]? Bilder\p{L}*|Symbole|als Raster|als (?:Balken|Kacheln|Karte|Kalender|Liste|Diagramm)|auf (?:der|einer) Karte)(?!\p{L})`,
  ],
  [
    'sees',
    String.raw`(?<!\p{L})(?:sieht|sehen|schaut|anschauen|ansehen|öffnet|öffnen|wählt|wählen|angezeigt|gezeigt|zeigt (?:ihr|ihm|ihnen|an))(?!\p{L})`,
  ],
]);

const DUTCH = uiTerms([
  [
    'interface',
    String.raw`(?<!\p{L})(?:webs(?:ite|hop)s?|web-?apps?|webpagina['’]?s?|pagina['’]?s?|apps?|schermen|scherm|gebruikersinterface|dashboards?|portaal|beheeromgeving)(?!\p{L})`,
    String.raw`windscherm|zeefdruk|rook`,
  ],
  [
    'device',
    String.raw`(?<!\p{L})(?:op|met|via) (?:zijn|haar|hun|de|een|het|je) (?:telefoon|tablet|mobiel|beeldscherm|scherm|laptop|computer)(?!\p{L})|(?<!\p{L})in de browser(?!\p{L})`,
  ],
  [
    'gesture',
    String.raw`(?<!\p{L})(?:knop(?:pen)?|klikt?|klikken|tikt?|tikken|veegt?|vegen|sleept?|slepen|spatiebalk|toetsen|scrollt?|vinkt|aanvinken|met (?:de|een) (?:vinger|duim|muis))(?!\p{L})`,
  ],
  [
    'look',
    String.raw`(?<!\p{L})(?:(?:is|wordt|worden|zijn|in het) (?:rood|groen|geel|grijs|oranje|blauw)|onder elkaar|naast elkaar|daarnaast|donkere modus|contrast|grote letters|kleuren)(?!\p{L})`,
  ],
  ['sees', String.raw`(?<!\p{L})(?:ziet|zien|bekijkt|bekijken|kiest|kiezen|opent|openen)(?!\p{L})`],
]);

const ITALIAN = uiTerms([
  [
    'interface',
    String.raw`(?<!\p{L})(?:sit[oi] web|pagin[ae] web|app|applicazion[ei] (?:web|mobil[ei])|interfacci[ae] (?:grafic|utent|web)\p{L}*|schermat[ae]|cruscotto|portale|totem)(?!\p{L})`,
  ],
  [
    'device',
    String.raw`(?<!\p{L})(?:sul|dal|nel) (?:telefono|telefonino|cellulare|tablet|schermo|browser|computer)(?!\p{L})`,
  ],
  [
    'gesture',
    String.raw`(?<!\p{L})(?:pulsant[ei]|clicca(?:re|no)?|clic|tocca(?:re|no)?|trascina(?:re|no)?|scorre(?:re)?|con (?:il|un) dito|icon[ae])(?!\p{L})`,
  ],
  [
    'look',
    String.raw`(?<!\p{L})(?:in (?:rosso|verde|giallo|grigio|blu)|(?:diventa|è|sono) (?:ross|verd|giall|grigi)\p{L}|tema scuro|contrasto|accessibilità|affiancat[ie]|a colpo d['’]occhio|sulla mappa)(?!\p{L})`,
  ],
  [
    'sees',
    String.raw`(?<!\p{L})(?:ved(?:e|ono|ere)|sceglie(?:re)?|scelgono|apr(?:e|ono|ire)|consulta(?:no|re)?)(?!\p{L})`,
  ],
]);

const FRENCH = uiTerms([
  [
    'interface',
    String.raw`(?<!\p{L})(?:interfaces? (?:graphique|utilisateur|web|tactile)s?|applications? (?:mobile|web)s?|applis?|sites? (?:web|internet)|pages? (?:web|d['’]accueil)|tableaux? de bord|bornes? (?:tactiles?|interactives?|d['’]accueil)|écrans?|extension de navigateur)(?!\p{L})`,
    String.raw`véhicule|voyants?|sérigraphie`,
  ],
  [
    'surface',
    String.raw`(?<!\p{L})(?:portails?|bornes?|formulaires? en ligne)(?!\p{L})`,
    String.raw`kilométrique|incendie|recharge`,
  ],
  [
    'device',
    String.raw`(?<!\p{L})(?:sur (?:le|son|leur|un|une|la|sa) (?:téléphone|portable|smartphone|tablette|écran|mobile|ordinateur)|dans le navigateur)(?!\p{L})`,
  ],
  [
    'gesture',
    String.raw`(?<!\p{L})(?:boutons?|cliqu(?:er?|e|ent)|clics?|glisser|glisse|fait défiler|défiler|on touche|touche (?:le|la|un|une)|touchent|appu(?:ie|yer) sur|zoomer|coche(?:r|nt)?|icônes?|avec le doigt|du doigt|dessin(?:e|er|ent) (?:dessus|sur)|prend(?:re)? (?:une|en) photo|scanne(?:r|nt)?)(?!\p{L})`,
    String.raw`chemise|couture|voyant`,
  ],
  [
    'look',
    String.raw`(?<!\p{L})(?:mode sombre|thème sombre|en (?:rouge|vert|bleu|orange|trois étapes|quelques clics|gras|couleur|gros caractères)|gros (?:boutons|caractères)|grands? (?:boutons|caractères)|contraste|accessibilité|RGAA|lecteurs? d['’]écran|textes de l['’]interface|côte à côte|sur (?:la|une) carte|sur le plan|un calendrier par|rouges? tant|verts? quand|d['’]un coup d['’]œil|s['’]affichent?|affich(?:e|er|age)|maquettes?|langue (?:choisie|au choix))(?!\p{L})`,
  ],
  [
    'sees',
    String.raw`(?<!\p{L})(?:voit|voient|voir|consulte(?:r|nt)?|choisit|choisir|choisissent|ouvre|ouvrent|saisit|saisir)(?!\p{L})`,
  ],
]);

const SPANISH = uiTerms([
  [
    'interface',
    String.raw`(?<!\p{L})(?:p[áa]ginas? (?:web|de inicio)|sitios? web|aplicaci[óo]n(?:es)? (?:m[óo]vil|web)(?:es)?|app|interfaz (?:gr[áa]fica|de usuario|web)|pantallas?|panel de (?:control|administraci[óo]n)|quioscos?)(?!\p{L})`,
  ],
  [
    'device',
    String.raw`(?<!\p{L})(?:(?:en|con) (?:el|su|la|una?) (?:m[óo]vil|tel[ée]fono|tableta|pantalla|navegador)|desde (?:el|su) m[óo]vil)(?!\p{L})`,
  ],
  [
    'gesture',
    String.raw`(?<!\p{L})(?:botones|bot[óo]n|hacer clic|pulsar|pulsa|apriet(?:a|an|ar)|toca|arrastrar?|arrastra|deslizar?|desliza|iconos?)(?!\p{L})`,
  ],
  [
    'look',
    String.raw`(?<!\p{L})(?:dise[ñn]o adaptable|modo oscuro|te[ñn]i\p{L}+ de \p{L}+|(?:de|en) (?:gris|azul|amarillo)|en (?:rojo|verde|un calendario|un mapa)|se (?:ve|ven|muestra|muestran)|letras? grandes?|accesibilidad|contraste)(?!\p{L})`,
  ],
  ['sees', String.raw`(?<!\p{L})(?:ve|ven|ver|elige|eligen|abre|abren|consulta|consultan)(?!\p{L})`],
]);

/** In the same kinds as English. */
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
  {
    small: /(?<!\p{L})(?:de|het|een|en|is|zijn|niet|met|voor|van|op|wat|die|dat|naar|ze)(?!\p{L})/giu,
    terms: DUTCH,
  },
  {
    small: /(?<!\p{L})(?:il|lo|gli|e|è|sono|con|per|una?|di|del|della|che|non|nel|al|dal)(?!\p{L})/giu,
    terms: ITALIAN,
  },
];

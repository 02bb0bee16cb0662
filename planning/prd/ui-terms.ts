/** A way to speak of a user interface, and how much it says: 1 is enough for a front end, 0.5 needs company. */
export interface UiTerm {
  pattern: RegExp;
  weight: number;
  /**
   * The thing itself (an app, a page), which a sentence can rule out or leave to others; otherwise what one does or
   * sees there.
   */
  thing: boolean;
}

const thing = (weight: number, source: string): UiTerm => ({ pattern: new RegExp(source, 'giu'), weight, thing: true });
const trait = (weight: number, source: string): UiTerm => ({
  pattern: new RegExp(source, 'giu'),
  weight,
  thing: false,
});

/**
 * Words that mean a user interface in most texts. Words with other meanings (screen, page, form, view, display, menu,
 * interface, client) stand here only in company that settles the meaning.
 */
export const UI_TERMS: readonly UiTerm[] = [
  thing(
    1,
    String.raw`\b(?:mobile|web|native|phone|smartphone|tablet|desktop|companion|single[- ]page|progressive web|iOS|Android|watch|TV) (?:apps?|applications?|clients?|UIs?|interfaces?|front[- ]?ends?|sites?)\b`,
  ),
  thing(0.5, String.raw`\bapps?\b(?! (?:password|key|token|secret|server|id|store)s?\b)`),
  thing(1, String.raw`\b(?:web ?sites?|web ?pages?|webiste|web portals?|micro ?sites?|PWA|SPA)\b`),
  thing(1, String.raw`\b(?:user|graphical|graphic|web|touch|admin|visual) (?:interfaces?|UIs?)\b`),
  thing(1, String.raw`\b(?:GUIs?|front[- ]?ends?|storefronts?)\b`),
  thing(0.7, String.raw`\bU[IX]\b`),
  thing(
    1,
    String.raw`\b(?:web|admin|administration|management|operator|back[- ]office|management) (?:consoles?|panels?|clients?|screens?|pages?|areas?)\b`,
  ),
  thing(1, String.raw`\b(?:the |a |our )?clients? for (?!the )\p{L}+|\bhousehold client\b`),
  thing(1, String.raw`\bdash-?bo?a?rds?\b`),
  thing(
    0.8,
    String.raw`\b(?:customer|self[- ]service|partner|supplier|patient|employee|member|client|vendor)s?['’]? portals?\b`,
  ),
  thing(0.5, String.raw`\b(?:portals?|kiosks?|info[- ]?boards?|wall ?boards?|touch ?screens?)\b`),
  thing(
    1,
    String.raw`\b(?:browser|Chrome|Firefox|Safari|Edge) (?:extensions?|plug-?ins?|add-?ons?)\b|\b(?:Outlook|Word|Excel|Office) add-?ins?\b`,
  ),
  thing(
    0.8,
    String.raw`\b(?:component|design|widget) (?:library|libraries|system)\b|\bembed(?:ded|dable) widgets?\b|\bwidgets?\b`,
  ),
  thing(
    0.8,
    String.raw`\b(?:start|home|landing|detail|details|settings|profile|overview|welcome|public|login|sign-in|checkout|status|tracking|product|result|results|search|one|single|simple|owner's|pet's) pages?\b(?! (?:of results|size|number|token|cursor))`,
  ),
  thing(
    0.8,
    String.raw`\b(?:a|an|the|this|that|one|each|every|own|first|home|start|login|log-in|settings|main|detail|welcome|lock|order|list|overview|second|two|three|four) (?:\p{L}+ )?screens?\b(?! (?:reader|out|for|against|the|scrap|applicant|candidate))|\bon[- ]screen\b|\b(?:full|split)[- ]screen\b|\bscreens? (?:shows?|with|at|that|on which|lists?|where)\b`,
  ),
  trait(
    1,
    String.raw`\b(?:screen readers?|WCAG|ARIA|keyboard (?:alone|only|navigation)|colou?r contrast|high contrast)\b`,
  ),
  trait(1, String.raw`\bfigma\b|\bwire ?frames?\b|\bmock-?ups?\b|\bstoryboards?\b|\bstyle ?guide\b`),
  trait(
    1,
    String.raw`\b(?:drag(?:s|ging)?[- ](?:and|&)[- ]drop(?:s|ping)?|(?:can |by )drag(?:ging|s)?|drag (?:them|it|rows|cards))\b`,
  ),
  trait(
    0.8,
    String.raw`\b(?:taps?|tapping|swip(?:e|es|ing)|double[- ]click(?:s|ing)?|right[- ]click(?:s|ing)?|clicks|clicking|long press|pinch|hover(?:s|ing)?|scroll(?:s|ing)?)\b`,
  ),
  trait(0.8, String.raw`\b(?:one|a|single|two|per|mouse|with a) clicks?\b|\bclick (?:on|\*|"|the|here|to|accept)\b`),
  trait(
    0.8,
    String.raw`\b(?:buttons?|pop-?ups?|drop-?downs?|check ?boxes|tool ?tips?|side ?bars?|nav(?:igation)? ?bars?|menu bars?|modals?|icons?|banners?|carousels?|toolbars?|sliders?|spinners?|toasts?|hamburger menu|thumbnails?)\b`,
  ),
  trait(
    0.8,
    String.raw`\b(?:dark mode|light mode|responsive (?:design|layout|web|page|site)|responsive|colou?r themes?|colou?r scheme|typography|look and feel|pixel[- ]perfect|night mode)\b`,
  ),
  trait(
    0.5,
    String.raw`\b(?:themes?|layouts?|animations?|fonts?|landscape|portrait|portrait mode|coloured|colou?r by|logo)\b`,
  ),
  trait(
    0.8,
    String.raw`\b(?:\d+(?:\.\d+)?[-" ]?(?:inch|") ?(?:\p{L}+ ){0,2}(?:display|screen|TFT|LCD|panel)|touch (?:display|targets?)|TFT|OLED|LCD|e-?ink|e-?paper display|the display (?:shows?|returns?|goes|lights)|touch(?:es)? the display)\b|\d" colou?r`,
  ),
  trait(
    0.8,
    String.raw`\b(?:shown|turns?|marked|highlighted|displayed|appears?|blinks?|flash(?:es)?) (?:in )?(?:red|green|gr[ea]y|yellow|orange|bold|amber|blue)\b|\bhighlighted\b|\bside by side\b`,
  ),
  trait(
    0.5,
    String.raw`\b(?:as|in) (?:a |an )?(?:grid|bar chart|bars|line chart|pie chart|chart|timeline|tiles?|calendar|kanban board|map)\b|\bone tile\b|\b(?:bar|line|pie) charts?\b|\bfloor plan\b|\bon (?:a|the) map\b|\ba map\b`,
  ),
  trait(
    0.7,
    String.raw`\b(?:in (?:the|a|any) browser|in browsers|on (?:their|a|the|her|his|your|any) (?:smart)?(?:phone|tablet|smartphone|mobile|watch|fone|TV)s?|on (?:phones|tablets|fones|mobile devices)|tablet only|tablets? in)\b`,
  ),
  trait(
    0.5,
    String.raw`\b(?:web form|online form|by form|(?:fill(?:s|ed)?|type|enter)s? (?:in |out )?(?:a|the|an) (?:\p{L}+ )?form|input fields?|form fields? (?:complete|show)|address field|auto-?complet(?:e|es|ion)|types? (?:her|his|their|the|a)|look(?:s)? nice|star rating|save and come back)\b`,
  ),
  trait(
    1,
    String.raw`\b(?:React(?: Native)?|Vue(?:\.js)?|Angular|Svelte(?:Kit)?|Next\.js|Nuxt|Flutter|SwiftUI|Jetpack Compose|Tailwind|Storybook|Electron|Ionic|Blazor)\b`,
  ),
  trait(
    0.7,
    String.raw`\b(?:labels|texts), (?:buttons|messages|labels)|\blanguage (?:can be )?(?:switch(?:ed)?|chosen|switcher)\b|\btexts? of the (?:app|interface|UI)\b`,
  ),
  // German
  thing(
    1,
    String.raw`\b(?:Web(?:seite|site|oberfläche|anwendung|app|portal)n?|Internetseiten?|(?:Benutzer|Bedien|Web|Admin)?oberflächen?|Benutzerschnittstellen?|Handy-?App|Smartphone-?App|Übersichtsseiten?|Startseiten?|Bildschirm(?:e|en|maske)?|Masken?|Apps?)\b`,
  ),
  trait(
    0.8,
    String.raw`\b(?:Schaltflächen?|Knöpfe|Knopf|anklicken|antippen|Klick|mit einem Klick|am Smartphone|am Handy|im Browser|Dunkelmodus|barrierefrei\p{L}*)(?!\p{L})`,
  ),
  // French
  thing(
    1,
    String.raw`\b(?:interfaces? (?:graphique|utilisateur|web)s?|applications? (?:mobile|web)s?|sites? (?:web|internet)|pages? d['’]accueil|tableaux? de bord|portail)\b|(?<!\p{L})écrans?(?!\p{L})`,
  ),
  trait(
    0.8,
    String.raw`\b(?:boutons?|mode sombre|cliquer?|clique|glisser|dans le navigateur|textes de l['’]interface|on touche)\b`,
  ),
  // Spanish
  thing(
    1,
    String.raw`\b(?:p[áa]ginas? web|sitios? web|aplicaci[óo]n(?:es)? (?:m[óo]vil|web)(?:es)?|interfaz (?:gr[áa]fica|de usuario|web)|pantallas?|panel de (?:control|administraci[óo]n))\b`,
  ),
  trait(0.8, String.raw`\b(?:botones|bot[óo]n|dise[ñn]o adaptable|modo oscuro|hacer clic|pulsar|en el navegador)\b`),
];

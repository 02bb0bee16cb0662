import { uiTerms } from './ui-terms.js';
import type { UiTerm } from './ui-terms.js';

/** Names of interfaces, of what they are made with and of the devices they run on. */
export const UI_THINGS: readonly UiTerm[] = uiTerms([
  [
    'interface',
    String.raw`\b(?:mobile|web|native|phone|smart ?phone|tablet|desktop|companion|single[- ]page|progressive web|browser|iOS|Android|iPad|watch|wrist|TV|telly|television|kiosk|headset|VR|AR|hybrid) (?:apps?|applications?|clients?|UIs?|interfaces?|front[- ]?ends?|versions?|games?)\b`,
  ],
  [
    'interface',
    String.raw`\b(?:web ?sites?|web ?pages?|webiste|web ?shops?|web ?portals?|home ?pages?|micro ?sites?|PWA|SPA|intranet pages?)\b`,
  ],
  [
    'interface',
    String.raw`\b(?:user|graphical|graphic|web|touch|admin|visual|operator) (?:interfaces?|UIs?)\b|\b(?:GUIs?|HMIs?|front[- ]?ends?|store ?fronts?|U[IX])\b`,
  ],
  [
    'interface',
    String.raw`\b(?:web|admin|administration|management|operator|back[- ]office|moderation|editor|support|review) (?:consoles?|panels?|clients?|tools?|screens?|pages?|areas?|views?|masks?|menus?)\b`,
  ],
  [
    'interface',
    String.raw`\bdash-?bo?a?rds?\b`,
    String.raw`vehicle|truck|tractor|lorry|(?:warning|brake) lights?|tell-?tale|engine|photo of (?:a|the|their) dash|instrument`,
  ],
  [
    'interface',
    String.raw`\b(?:customer|self[- ]service|partner|supplier|patient|employee|member|client|vendor|citizen|parent|student|tenant|donor)s?['’]? (?:portals?|apps?|sites?|areas?)\b`,
  ],
  ['surface', String.raw`\bapps?\b(?! (?:password|key|token|secret|server|id|store|registration)s?\b)`],
  ['surface', String.raw`\bportals?\b`, String.raw`crane|gantry|tunnel|vein|steel|church|cathedral|milling`],
  [
    'interface',
    String.raw`\b(?:kiosks?|self-service (?:terminals?|stations?|machines?)|ticket machines?|info[- ]?boards?|wall ?boards?|departure boards?|touch ?screens?|video wall)\b`,
  ],
  [
    'interface',
    String.raw`\b(?:browser|Chrome|Firefox|Safari|Edge|WordPress|Shopify|Jira|Confluence|Figma|Sketch|Blender|QGIS|CAD|Photoshop|InDesign|VS ?Code|IDE|IntelliJ|Outlook|Word|Excel|Office|Google Docs|Sheets|Teams|Moodle|Magento|WooCommerce) (?:\p{L}+ )?(?:extensions?|plug-?ins?|add-?ons?|add-?ins?|themes?|blocks?|side ?bars?|task panes?)\b`,
  ],
  [
    'interface',
    String.raw`\b(?:component|design|widget|UI|pattern) (?:library|libraries|system|kit)s?\b|\bdesign tokens?\b|\bweb components?\b|\bembed(?:ded|dable) (?:widgets?|players?|maps?|forms?)\b|\b(?:lines?|snippet) of (?:script|JavaScript)\b`,
  ],
  ['surface', String.raw`\bwidgets?\b`],
  [
    'surface',
    String.raw`\b(?:plug-?ins?|add-?ons?|client|terminals?|viewer|player|configurator|editor|planner board|planning board|noticeboard|scoreboard|cockpit|(?:our|side|docked|info) panels?|text area|search engine for)\b`,
    String.raw`legal|law|lawyer|counsel|\bOAuth|client credentials|client (?:id|secret|certificate|librar)|payment terminal|adviser|passport|depot terminals? of|mTLS`,
  ],
  [
    'interface',
    String.raw`\b(?:start|landing|details?|settings|profile|overview|welcome|public|login|log-in|sign-in|checkout|status|tracking|results?|search|single|simple|static|consent|booking|order|calendar|registration|sign-up|unsubscribe|confirmation|help|admin|preview|payment|donation) pages?\b(?! (?:of results|size|number|token|cursor))|\b(?:one|a|the|small|little|hidden|separate|new) page (?:where|with|on which|that (?:shows|lists|explains|asks)|for \p{L}+ (?:to|who))`,
    String.raw`generated|OpenAPI|pager|paged|printed|Swagger|documentation`,
  ],
  [
    'interface',
    String.raw`\b(?:a|an|one|own|first|home|start|login|log-in|settings|main|detail|welcome|lock|order|list|overview|big|large|small|second|single|two|three|four|five|six|every|each|the same|of) (?:\p{L}+ )?screens?\b(?! (?:reader|out|for|against|the|scrap|applicant|candidate))|\bon[- ]screen\b|\bon (?:the|a|her|his|their|one|its) screens?\b|\b(?:full|split)[- ]screen\b|\bscreens? (?:shows?|with|at|in|that|on which|lists?|where|side)\b|\bscreen by screen\b`,
    String.raw`silk|print(?:s|ing|ed|er)?\b|mesh|sie(?:ve|ving)|gravel|fly screen|compounds?|applicants?|candidates?|blood|cancer|sun screen|wind`,
  ],
  [
    'interface',
    String.raw`\b(?:clients? for (?:households|customers|patients|members|staff|users|operators|dispatchers|teachers|\p{L}+s)|household client|rich client|thin client|fat client|the client we build)\b`,
  ],
  [
    'surface',
    String.raw`\b(?:web|online|sign-?up|booking|contact|entry|order|feedback|registration|search|input) forms?\b|\bform (?:with|of) (?:\p{L}+ )?(?:fields|steps|questions)\b|\bin a form\b|\b(?:input|form|text|entry|search) (?:fields?|box(?:es)?|masks?)\b|\bsearch bar\b|\bwizard\b`,
  ],
  [
    'toolkit',
    String.raw`\b(?:React(?: Native)?|Vue(?:\.js)?|Angular|Svelte(?:Kit)?|Next\.js|Nuxt|Remix|Astro|Flutter|SwiftUI|UIKit|Jetpack Compose|Tailwind|Bootstrap|[Ff]avicons?|Storybook|Electron|Tauri|Ionic|Cordova|Capacitor|Blazor|MAUI|Xamarin|htmx|Qt(?: Quick)?|QML|LVGL|TouchGFX|GTK|WPF|WinForms|JavaFX|Java Swing|Vaadin|Streamlit|Retool|Power Apps|Lottie|Three\.js|WebGL|D3|Leaflet|MapLibre|Mapbox|Visual Basic|VB6|Delphi|PowerBuilder|FoxPro|Oracle Forms|Access forms|Turbo Vision|ncurses)\b`,
  ],
  [
    'toolkit',
    String.raw`\b(?:Tizen|web ?OS|tvOS|watchOS|Wear ?OS|visionOS|iPadOS|Android TV|Android Auto|CarPlay|Apple Watch|Garmin|HoloLens|Meta Quest|Quest 3|Vision Pro|RealWear|ARKit|ARCore|Godot|smart glasses|head-?up display)\b`,
  ],
  [
    'toolkit',
    String.raw`\b[Ff]igma\b(?!\.com\/board)|\b(?:Zeplin|InVision|Balsamiq|Adobe XD|Penpot)\b|\b[Ww]ire ?frames?\b|\b(?:click )?dummy\b|\bclick(?:able)? (?:prototype|dummy)\b|\b[Mm]ock-?ups?\b|\b[Ss]tyle ?guide\b|\bscreen designs?\b|\bUX (?:design|writing|tests?|research)\b|\b[Uu]sability (?:tests?|lab)\b|\b(?:App|Play) Store\b|\bTestFlight\b|\b[Dd]esigns? (?:by|from) (?:our|the|an?) (?:designer|agency)\b`,
    String.raw`FigJam|event storming|architecture`,
  ],
  [
    'platform',
    String.raw`\b(?:Unity|Unreal|iPads?|iPhones?|iOS|Android|Chromebooks?|Kindle|Windows (?:tablets?|11 desktop)|Chrome OS)\b`,
  ],
  [
    'platform',
    String.raw`\b(?:WordPress|Gutenberg|Elementor|TYPO3|Drupal|Joomla|Office\.js|Shopify|Wix|Squarespace)\b`,
  ],
  [
    'platform',
    String.raw`\b(?:shadow (?:root|DOM)|CSS|stylesheets?|Manifest V3|service worker|pixels? (?:perfect|wide|high)|breakpoints?|viewport|Lighthouse|Core Web Vitals|first (?:contentful )?paint|60 fps|frames per second)\b`,
  ],
  [
    'device',
    String.raw`\bon (?:an? |the |her |his |their |your |any |every |each |one |old |my |our |its |company |cheap |private )?(?:\p{L}+ )?(?:phones?|tablets?|smart ?phones?|mobiles?|mobile devices|iPads?|iPhones?|wrists?|watch|fones?|laptops?|TVs?|television sets?|telly|handhelds?|headsets?|glasses|monitors?|touch ?screens?|kiosk|wall display|big screen|projector)\b`,
    String.raw`phone call|by phone`,
  ],
  [
    'device',
    String.raw`\b(?:tablets?|iPads?|touch panels?|monitors?|wall displays?|displays?) (?:at|on|in|beside|next to|behind|by|with|for) (?:the|each|every|a|her|his|their)\b|\btablets? (?:only|in landscape|in portrait)\b|\b(?:wall|shop-floor|lobby|counter)[- ](?:mounted )?(?:displays?|monitors?|screens?|tablets?)\b|\bin (?:the|a|any|every|her|his|their) (?:web )?browsers?\b|\bin browsers\b|\bbrowser (?:only|tab|window)s?\b`,
    String.raw`mg\b|pills?|blister|dos(?:e|age)|coated`,
  ],
  [
    'device',
    String.raw`(?<![\p{L}\d.])\d{1,2}(?:[.,]\d)?(?:[- ]?inch|["”″])(?: \p{L}+){0,2} (?:displays?|screens?|panels?|TFTs?|LCDs?|tablets?|touch|monitors?)\b|\b(?:TFT|OLED|LCD|e-?ink|e-?paper|touch (?:display|targets?|panel)|colour display|color display|dot matrix)\b|\d["”] colou?r`,
  ],
  [
    'device',
    String.raw`\b(?:the |a |its )?displays? (?:shows?|returns?|goes|lights|behind|in front|above|over)\b|\btouch(?:es)? the display\b|\b(?:remote control|rotary knob|D-?pad|gamepad|game controller|voice-over|head movement|gaze)\b|\b(?:phone|camera)['’]?s? camera\b|\bpoints? (?:the|their|her|his|a) (?:phone|camera|tablet)\b|\bholds? (?:the|their|her|his) (?:phone|tablet)\b|\b(?:headset|goggles|smart ?watch|overlay)s?\b|\btakes? out (?:the|their|her|his|a) phone\b`,
  ],
  [
    'device',
    String.raw`\b(?:touch|big|large|second|wall|two|curved|4K) (?:\p{L}+ )?(?:monitors?|displays?|TVs?)\b|\b(?:on the wrist|on the wall above|projected|by projector|beamer|on the device|docks? at)\b|\b(?:works?|usable|readable|legible) (?:with one hand|in gloves|with gloves|in (?:the )?(?:bright )?(?:sun|sunlight|dark)|on (?:any|old|small) (?:phones?|screens?))\b|\b(?:whatever|any|every|all|each|current|modern) (?:\p{L}+ )?browsers?\b|\b(?:any|anyone['’]s|an|whatever|their|own) (?:old |cheap |ordinary )?phones?\b`,
  ],
  [
    'surface',
    String.raw`\b(?:games?|quiz(?:zes)?|puzzles?|simulators?|(?:guided |onboarding |product |virtual )tours?|internet presence|web presence|query window|hint texts?|photo booth|jukebox|whiteboard|canvas)\b`,
    String.raw`backend|scores?\b.{0,40}\bshard|rank(?:s|ed|ing)?\b`,
  ],
  [
    'hardware',
    String.raw`\b(?:screens?|tablets?|monitors?(?= |,|\.)(?! (?:the|a|an|and alert|for|whether|how|all|each|every))|browsers?|laptops?|TVs?|projections?|projectors?|headsets?|touchpads?|mouse|keyboards?|keypads?|joysticks?|cranks?|foot pedals?|all-in-one PC|panel PC|touch PC)\b`,
    String.raw`mg\b|pills?|blister|silk|sie(?:ve|ving)|mesh|applicants?|candidates? (?:are|with)|compounds?|mice\b|lab(?:oratory)? mouse`,
  ],
  [
    'hardware',
    String.raw`\b(?:phones?|mobiles?|smartphones?|pockets?|wrists?)\b`,
    String.raw`by phone|phone (?:numbers?|calls?|call)|phones? (?:the|them|her|him|us)|e-?mail,? phone|phone,? e-?mail|phone \(|hotline|callers?`,
  ],
  [
    'surface',
    String.raw`\bforms? (?:in|that|where|for|asks?|by)\b`,
    String.raw`tax|1099|authority|factor|letters?|legal|filing|filed|waveform|chemical`,
  ],
  [
    'surface',
    String.raw`\bpages?\b`,
    String.raw`in pages|page by page|cursor|page size|\blimit\b|paginat|paging|per page|to a page|pages? of (?:results|the)|pagers?|paged|rank|PDF|printed|book|scan(?:ned|s)?\b|OCR|one page of|documentation|generated|Wikipedia|crawl`,
  ],
  [
    'interface',
    String.raw`\b(?:mini|web) ?(?:apps?|views?)\b|\b(?:operating|control|touch) panels?\b|\b(?:secure|log-?in|logged-in|members?['’]?|personal|admin) area\b|\b(?:cookie|consent) (?:banners?|notices?|dialogs?)\b|\b(?:sign-?in|log-?in|reset) (?:look|form|page|screen|dialog)s?\b|\b(?:panel|editor|viewer|toolbar) plug-?ins?\b|\b(?:tree|list|grid|web|detail) views?\b|\b(?:planning|drawing|common|working) surface\b`,
    String.raw`door|badge|airlock|fence|(?:lamp|light) control`,
  ],
  [
    'surface',
    String.raw`\b(?:panes?|side drawers?|drawers?(?= (?:with|opens|slides))|options editor|relaunch|infotainment|centre screen)\b`,
    String.raw`glass|glazing|furniture|cash|kitchen`,
  ],
  [
    'device',
    String.raw`\b(?:loan|shared|company|rugged|private) (?:iPads?|tablets?|phones?)\b|\bon (?:phones|tablets|monitors|TVs)\b|\b\d{2}-inch\b|\b(?:monitor|display|screen) behind\b|\bone-handed\b|\bfrom \d{3,4} px\b`,
  ],
  [
    'surface',
    String.raw`\b(?:opens?|follows?|clicks?|sends?) (?:a|the|their|her|his|this) (?:link|address)\b|\bno (?:password|installation|training|log-?in)\b|\blogs? in\b|\b(?:is|are) operated by\b`,
    String.raw`nobody logs in|log(?:s|ged)? in (?:to|at) the (?:old|existing)`,
  ],
  [
    'interface',
    String.raw`\b(?:terminals?|tablets?|kiosks?|screens?|panels?|displays?|pages?|masks?|forms?) (?:that |which )?we (?:deliver|build|supply|make|provide|write)\b`,
  ],
  [
    'interface',
    String.raw`\b(?:the|a|an|each|every|their|her|his) \p{L}{2,24}['’]s? (?:page|screen|area|view)s?\b`,
    String.raw`printed|PDF|book|scan(?:ned|s)?\b|OCR|digiti[sz]ed|in the wall`,
  ],
]);

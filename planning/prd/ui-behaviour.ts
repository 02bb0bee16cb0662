import { uiTerms } from './ui-terms.js';
import type { UiTerm } from './ui-terms.js';

/** A word that by its ending names a person; endings of machines that look alike are left out. */
const PERSON_NOUN = String.raw`(?!(?:count|serv|controll|pars|print|schedul|check|play|buff|numb|ord|lett|wat|comput|sens|mot|monit|vect|docum|ev|acc|am|pay|compon|elem|cont|departm|environm|paper|adapt|convert|filt|head|foot|layer|list|load|broker|work|timer?|track|cluster|contain|docker|router|importer|export|process|compil|simulat|generat|calculat|operat(?=or?s? (?:of|precedence)))(?:ers?|ors?|ents?|ants?|ounts?)\b)\p{L}{2,24}(?:ers?|ors?|ists?|ants?|ents?|ians?|keepers?|men|women|man|woman)`;

/** Somebody who acts, or a place in a sentence where the act stands without them: "to see", "and open". */
const PERSON = String.raw`(?:\b(?:I|you|we|they|she|he|who|people|staff|everybody|everyone|somebody|anybody|nobody|visitors?|guests?|members?|owners?|parents?|pupils?|patients?|nurses?|citizens?|residents?|clerks?|${PERSON_NOUN}) (?:can |could |may |must |should |want to |wants to |need to |needs to |will |then |also |now |has to |have to |simply |just |only |finally )?(?:get to |be able to )?|(?:^|\b(?:to|and|or|who|people) |[,:;] |[-*•] ))`;

/** What people do at interfaces, and how these look. */
export const UI_BEHAVIOUR: readonly UiTerm[] = uiTerms([
  [
    'hint',
    String.raw`\b\d{1,4} ?px\b`,
    String.raw`overlap|drone|sensor|bands?\b|masks?\b|windows? of|dataset|JPEG|PNG`,
  ],
  [
    'gesture',
    String.raw`\b(?:drag(?:s|ging)?[- ](?:and|&)[- ]drop(?:s|ping)?|drag(?:s|ging|ged)? (?:a|an|the|it|them|one|rows?|cards?|jobs?|lessons?|onto|from|to|items?|blocks?)|(?:can |by )drag(?:ging)?|(?:are|is|be|get) dragged)\b|\b(?:pulls?|moves?|pushes|slides?) (?:a|an|the|one|it|them) (?:\p{L}+ )?(?:from one|onto|to another|to the other|into another|up or down|with (?:the|one|a) (?:finger|mouse|thumb))`,
  ],
  [
    'gesture',
    String.raw`\btouch(?:es|ing)? (?:a|an|the|it|one|any|her|his)\b(?! (?:database|code|money|API|subject))|\b(?:hold|point|aim|lift)(?:s|ing)? (?:a|an|the|their|her|his|its|your) (?:\p{L}+ )?(?:phone|tablet|camera|device|smartphone)\b|\bdrag (?:\p{L}+ )?(?:in|out|over|into|files|photos|pictures)\b`,
  ],
  [
    'gesture',
    String.raw`\b(?:taps?|tapping) (?:a|an|the|on|it|them|once|twice|one|her|his|their|to|any|\p{Lu}|["“*])|\bswip(?:e|es|ing)\b|\bdouble[- ]tap|\b(?:double|right|left)[- ]click(?:s|ing)?\b|\bclicks?\b(?! ?through rate)|\bclicking\b|\blong press\b|\bpinch(?:es|ing)? (?:to|and|with)|\bhover(?:s|ing)?\b|\bscroll(?:s|ing|ed)?\b|\bzoom(?:s|ing|ed)? (?:in|out|into|to)\b|\bmouse ?(?:wheel|over)\b`,
    String.raw`water tap|beer|pipe|pours?|(?:magnetic|badge|card) swipe|swipe fee`,
  ],
  [
    'control',
    String.raw`\b(?:buttons?|pop-?ups?|drop-?downs?|check ?box(?:es)?|radio buttons|tool ?tips?|side ?bars?|nav(?:igation)? ?bars?|menu bars?|hamburger menu|modals?|icons?|pictograms?|banners?|carousels?|toolbars?|sliders?|spinners?|toasts?|thumbnails?|accordions?|(?:a|the|new|two|three|four|extra|separate) tabs?|tab bar|confetti|smileys?|emojis?|swatch(?:es)?|menu (?:entry|item|point)s?|bread ?crumbs?|progress bars?|emoji picker|date pickers?|avatars?)\b`,
    String.raw`shirts?|garment|sew|collars?|cuffs?|tactile|LEDs?\b|saints?|orthodox|painting|tempera|fabric|vinyl|battery|microphone|tea ?bags?|pagers?|iconclass|triptych|monaster|wax|rugby`,
  ],
  [
    'gesture',
    String.raw`\b(?:presses|press|pressing|hits?|chooses|clicks?) (?:\*\p{L}|"\p{L}|“\p{L}|the (?:\p{L}+ )?button|the (?:\p{L}+ )?(?:icon|symbol)|Save|OK|Enter|Escape|Send)|\b(?:Ctrl|Cmd|Alt|⌘)[- +]{1,3}\p{L}|\b(?:keyboard shortcuts?|arrow keys|tab key|tab order|undo|redo|auto-?complet(?:e|es|ion)|copy and paste|one-handed|with (?:the|one|a|two|her|his) (?:thumb|fingers?|gloves?|hand)|in gloves|(?:puts?|lays?) (?:a|the|her|his) finger on|at the (?:push|press|touch) of|(?:one|two|three|single|few|fewer) (?:touches|taps|presses|clicks|keystrokes)|hits? (?:his|her|their|the) \p{L}+|going back|goes back|what was typed|turn(?:s|ing)? the knob|(?:pushes|pulls|slides|flicks|drags|shoves) (?:it|them|the \p{L}+) (?:away|to the (?:left|right)|aside|onto|into|along)|(?:pulling|dragging|moving) (?:handles?|points|corners|markers)|slid along|by hand from \p{L}+ to \p{L}+|F\d{1,2}(?= \p{L}+)|(?:same|function) keys)\b`,
    String.raw`callers?\b|telephony|hotline|IVR`,
  ],
  [
    'control',
    String.raw`\b(?:unfolds?|expands?|collapses?|fold(?:s|ed)? (?:out|open)|pops? up|comes? up|lights? up|slides? in|fades?|flips?|scrolled|greyed out|crossed out|struck through|ticks? (?:off|boxes|a box|them)|tick (?:off|them|a box|boxes)|types? (?:her|his|their|the|a|in(?! use))|save and come back|step by step|in (?:three|four|five|two|six) steps|steps? \d|pulses|glows?|zoom(?:s|ing)? from|stand(?:s)? out|always in (?:sight|view)|(?:drawn|written) by hand)\b`,
  ],
  [
    'look',
    String.raw`\b(?:shown|turns?|marked|highlighted|displayed|appears?|go(?:es)?|becomes?|is|are|lit|drawn) (?:in )?(?:bright |dark |light )?(?:red|green|gr[ea]y|yellow|orange|bold|amber|blue|pink)\b|\b(?:red|green|amber|yellow|grey) (?:if|when|means|for|until|once|as soon)\b|\b(?:in|no|a) (?:red|green|amber|grey|gray|orange|yellow|blue|bold|colour)\b(?= (?:line|frame|border|dot|bar|band|banner|anywhere|under)|[,.;:)]|$)|\b(?:recolou?rs?|greys?|colou?rs) (?:\p{L}+ ){1,3}(?:by|out|in)\b|\b(?:red|green|yellow|blue|grey) (?:line|frame|border|dot|badge|ring|ticks?|crosses) |\bcolou?r(?:ed)? (?:by|code|coded|coding)\b|\bcolou?rs? (?:of|for|per|by) (?:state|status)|\bstatus colou?rs\b|\btraffic[- ]lights?\b`,
    String.raw`LEDs?\b|lamps?\b|wires?\b|cables?\b|buzzer|flash pattern|litmus`,
  ],
  [
    'hint',
    String.raw`\b(?:highlighted|blink(?:s|ing)?|flash(?:es|ing)?|side by side|next to (?:each other|it)|at the top|top right|top left|bottom right|in the (?:corner|header|footer|middle of the)|left column|in big letters|(?:huge|giant|tiny|bold|large|bigger|small) (?:type|print|letters|digits|figures|numbers?|pictures?|photos?|buttons?)|in (?:large|big) (?:letters|type|print|figures|digits|boxes)|larger? (?:digits|figures|letters|type)|big (?:stop|start|yes|no|plus|word|letters|digits|pic(?:ture)?s?|numbers?|red|green|buttons?|map)|large (?:cards|type|letters|buttons|tiles|digits|pictures?|print)|one tile|tile per|tiles|goes dark|goes grey|greys out|nearest first|on top|comes up by itself|left column|on the left|on the right|in the middle|fills up)\b`,
    String.raw`LEDs?\b|lamps?\b|buzzer|beacon|roof|ceramic|mask(?:ed|s)?\b|raster|satellite|drone|\.pbf|nautical`,
  ],
  [
    'hint',
    String.raw`(?:^|[.;:] |\b(?:we|to|must|shall|should|and) )(?:[Ss]how|[Dd]isplay)(?:ing)? (?:it|the|a|an|what|which|how|all|also|only|each|who|whether|when)\b|\b(?:one line|a line|one row) per \p{L}+|\b(?:differences?|changes?|matches|hits) (?:are )?(?:marked|highlighted|underlined)\b|\b(?:smile|smiley|stars?|faces?) scale|\bas (?:tall|big|large|wide) as\b|\b(?:walking|standing|little|stick) (?:figure|man|picture)\b|\bhow it (?:will |would )?looks?\b`,
  ],
  [
    'hint',
    String.raw`\b(?:(?:is|are|be|gets?) shown (?:what|how|the|a|an|which|in|on|as|next)|(?:house|corporate) (?:style|design|colours)|in the look of|look and feel|on[- ]brand|re-?brand(?:ing|ed)?|new (?:name|logo) and colou?rs|(?:one|five|six|seven|eight|ten|two|three|four) (?:windows|dialogs|dialogues|views)|in their language|in (?:her|his|the user['’]s) language)\b`,
    String.raw`PDF|e-?mail|printed`,
  ],
  [
    'look',
    String.raw`\b(?:as|in) (?:a |an )?(?:\p{L}+ )?(?:grids?|bar charts?|bars?|scale|line chart|pie chart|charts?|curves?|timeline|tiles?|cards|calendar|kanban board|board|map|tree|graph|gantt|heat ?map|gauge|table view|list view)\b(?! (?:API|resource|endpoint))|\b(?:bar|line|pie|gantt) charts?\b|\bheat ?map\b|\bfloor plan\b|\bmaps? (?:of the|with|that shows)\b|\bon (?:a|the) (?:map|plan|timeline|calendar|board)\b|\ba map\b|\b(?:map|list|calendar|week|month|day|tree|detail) views?\b|\bcurves\b|\bkanban\b`,
    String.raw`\bhash ?map|a map (?:of|from) (?:ids?|keys?|codes?)|mask|segment|key-value|JSON object`,
  ],
  [
    'look',
    String.raw`\b(?:screen readers?|WCAG|ARIA|BITV|EN 301 549|VoiceOver|TalkBack|JAWS|NVDA|keyboard (?:alone|only|navigation|behaviou?r|trap)|keyboard users?|colou?r contrast|high contrast|contrast (?:below|above|of|ratio|is)|focus ring|focus (?:lost|order|is lost|trap)|focused|alt(?:ernative)? texts?|text alternatives?|colou?r[- ]blind|plain language|right-to-left|font size|at 400 ?%|accessibility|accessible (?:for|to|by|forms?|pages?))\b`,
    String.raw`ramps?\b|wheelchairs?|tactile paving|contrast agent|npm|package\b`,
  ],
  [
    'look',
    String.raw`\b(?:dark|light|night|high[- ]contrast) (?:mode|theme|variant|palette|colou?rs|version)\b|\bresponsive\b|\blight and dark\b|\bRTL\b|\bscreenshots?\b|\bcolou?r (?:themes?|schemes?|palettes?)\b|\bpalettes?\b|\btypography\b|\btypefaces?\b|\blook and feel\b|\bpixel[- ]perfect\b|\bskins?\b|\bre-?design(?:ed|s)?\b|\brestyl(?:e|ing)\b|\bcorporate design\b|\bvisual (?:design|language|identity)\b`,
    String.raw`leather|hides?\b|oscilloscope|PDF|printed|letters? in`,
  ],
  [
    'hint',
    String.raw`\b(?:layouts?|animations?|animated|fonts?|landscape|portrait mode|logo|illustrations?|look(?:s)? nice|star ratings?|placeholders?|empty states?|micro ?copy|wording of (?:buttons|labels)|labels, buttons|buttons and (?:labels|messages)|texts, (?:buttons|messages|labels)|all labels|visible|at a glance|eye[- ]catching|full[- ]width|margins?|white space)\b`,
    String.raw`PDF|mail|letterhead|memory layout|file layout|record layout|profit|certificate|OBS|PNG|render(?:s|ed) `,
  ],
  [
    'look',
    String.raw`\blanguage (?:can be )?(?:switch(?:ed|er)?|chosen|menu)\b|\btexts? of the (?:app|interface|UI|site|buttons)\b|\b(?:error|help) (?:messages|texts?) (?:stand|appear|are shown|next to|below|beside)\b|\bstands? next to the (?:question|field|price)\b`,
  ],
  [
    'control',
    String.raw`\b(?:fingers?|thumbs?|gestures?|handwriting|pinch|camera|photo(?:graph)?s? of|selfies?|snapshots?)\b`,
    String.raw`fingerprint|traffic camera|speed camera|camera trap|drone`,
  ],
  [
    'control',
    String.raw`\b(?:drops? (?:a|the) pins?|leaves? (?:a|their|her|his) comments?|takes? a (?:picture|photo|selfie)|scans? (?:a|the|their|her) (?:\p{L}+ )?(?:code|QR)|signs? (?:up|in) (?:with|by|on)|thumbs up|(?:strikes?|cross(?:es)?) out|(?:pictures?|photos?) to touch|in front of (?:him|her|them|you)|skip(?:s|ped)? (?:it |them )?at any time|moves? (?:names|jobs|cards|slips|shifts|rows|pieces|items|blocks|them) (?:between|to|from|up|around)|press(?:es)? ['‘“"]\p{L}+)`,
    String.raw`callers?|telephony|IVR`,
  ],
  [
    'hint',
    String.raw`\b(?:shakes?|shrinks?|grows? (?:larger|bigger)|spins?|bounces?|vanish(?:es)?|disappears?|flickers?|rolls? in|jumps? to the|moves? up|lit as|prominent|prominently|eye-?level|in the foreground|greyed|animated|creeps|above the fold|weekly view|wording on (?:the|our) \p{L}+ pages|zoomable|full[- ]bleed|narrow column|is lit|lit up|chapter marks|hit areas?|unread count|typing dots|bubble|counts? down|ticks? down)\b`,
    String.raw`spin-off|packets?|drops? out|vibration|drum|washing|laundry`,
  ],
  [
    'hint',
    String.raw`\b(?:(?:wider|line|letter|word) spacing|background colou?r|cream|beige|backgrounds?(?= (?:image|picture|in|is))|underlined?|italics?|bold type|borders?|frames?(?= (?:around|in))|rounded corners|drop shadows?|transparent|opacity|gradient|headers?(?= (?:with|and|shows))|footers?|columns? (?:per|for)|rows? of (?:cards|pictures|tiles|buttons))\b`,
    String.raw`HTTP|request|column store|CSV|table of|frontier|customs|border (?:control|crossing)|PDF|paint|fabric`,
  ],
  [
    'hint',
    String.raw`\b(?:what is (?:on now|next|new|missing|due|left|free)|how (?:full|many are left)|(?:always|first) (?:in sight|visible)|(?:first|last|next|on top),? (?:then|below|under(?:neath)?)|(?:hours|address|map|form|price|picture|name) (?:first|next|last)|hints? (?:point|appear|show)|comments? (?:appear|stand))\b`,
    String.raw`entries|API|cursor|queue is|FIFO|letters?|label|ZPL|badge`,
  ],
  ['sees', `${PERSON}(?:sees?|look(?:s)? (?:at|up|through|for)|watch(?:es)?|glances?)\\b`, String.raw`point of view`],
  [
    'gesture',
    String.raw`\b(?:one|a|single|long|short|second|double|every) (?:press|tap|touch|click|key ?press|swipe|stroke|keystroke)\b|\bby (?:a|one) (?:tap|touch|press|click|swipe)\b|\b(?:starts?|while|after|before|nothing to|keeps?|without) typ(?:e|ing)\b|\btypes? (?:a|the|in(?! use)|only|three|two)\b|\b(?:by|while|when|keeps?|are) dragging\b|\b(?:by|to) touching (?:it|them|a|the)\b|\bby knob\b|\bspace ?bar\b`,
    String.raw`callers?\b|telephony|hotline|IVR|terminal\b|robot`,
  ],
  [
    'look',
    String.raw`\b(?:hatched|filled|hollow|dimmed|faded|outlined|greyed|shaded) (?:red|green|grey|squares?|circles?|dots?|out|ones)\b|\b(?:small|big|coloured|blue|red|green|golden) (?:squares|circles|dots|rims?|rings?|handles?|bubbles|frames?|drops?)\b|\b(?:is|are|gets?|turns?|in) (?:dim |petrol|hatched|crossed out|a (?:red|blue|green) (?:rim|frame|ring))\b|\bcolou?r (?:bars?|lanes?|wheel picker)\b|\bas colou?rs?\b|\bas (?:five |two |three )?(?:bars|lanes|pictures|tiles|squares|columns?|dots)\b|\blayout shift\b|\btype ?faces?\b|\bday and night\b|\bsubtitles?\b`,
    String.raw`LEDs?\b|lamps?\b|wires?\b|cables?\b|film reel`,
  ],
  [
    'gesture',
    String.raw`\b(?:enters?|types?|keys in) (?:two|three|a|the|her|his|their|what|only|one) (?!list|row|record)\p{L}+`,
    String.raw`transaction|robot|terminal\b|bar code|callers?`,
  ],
  [
    'hint',
    String.raw`\b(?:a|the|an|next|four|three|two) (?:\p{L}+ )?(?:appears?|disappears?|vanish(?:es)?|sticks? out|lights? up)\b|\bone (?:question|picture|card|word|task) at a time\b|\bgets? a (?:flag|tick|star|badge|mark|question mark|cross|dot)\b|\bkeeps? a mark\b|\b(?:are|as) (?:cards|columns|rows|lanes|tiles|dots|squares)\b|\bturns? the (?:tablet|phone|screen) (?:round|around)\b`,
  ],
  [
    'gesture',
    String.raw`\b(?:is|are) (?:entered|chosen|picked|typed|edited|corrected|rearranged) (?:from|on|by hand|with|directly)\b`,
    String.raw`at random|log files?`,
  ],
]);

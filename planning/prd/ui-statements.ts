import type { UiFeature } from './front-end-weights.js';

/** A sentence says it at most once per row. Rows are matched in the sentence alone; none repeats inside a repetition. */
export const UI_STATEMENTS: readonly (readonly [feature: UiFeature, pattern: RegExp])[] = [
  ['no interface', /\bheadless\b(?! (?:browser|Chrom))/i],
  ['no interface', /\b(?:API|back[- ]?end|service|CLI|server|data)[- ]only\b/i],
  ['no interface', /\bmachine[- ](?:to|and)[- ]machine\b|\bsystem-to-system\b|\bserver-to-server\b/i],
  [
    'no interface',
    /\b(?:no (?:\p{L}{1,24} ){0,2}(?:humans?|people|person|users?)|(?<!\b(?:if|when|until|while|where|as) )(?:nobody|no one|none of them)|(?:guests?|customers?|users?|people|patients?|members?) (?:will )?never) (?:there |here )?(?:ever |will ever |should )?(?:sees?|interacts?|operates?|looks?(?: at)?|logs? in|notice|opens?|touches|gets anything to log in)\b/iu,
  ],
  [
    'no interface',
    /\bnothing (?:to (?:log in to|log into|click|look at|see|install|open|operate)|visual|graphical|visible)\b|\bthere is nothing else\b|\bnothing else is (?:hosted|built|made)\b|\b(?:hates?|tired of|not want|do not like|without) (?:\p{L}{1,24} ){0,3}(?:portals|apps|screens|to look at|to log in to)\b/iu,
  ],
  [
    'no interface',
    /\bno (?:graphical|visual|user[- ]facing|human) (?:part|interface|component|side|front)s?\b|\bno (?:GUI|UI|front[- ]?end|user interface|screens?)(?: of (?:our|its) own)?(?: (?:at all|whatsoever|of any kind|is|are|will)|[.!]?$)/i,
  ],
  [
    'no interface',
    /(?<!\p{L})(?:(?:aucune|pas d['’]) ?(?:interface|écran)|keine? (?:grafische |eigene |neue )?(?:Oberfläche|GUI|Benutzeroberfläche|Maske)|Oberfläche ist nicht|sin interfaz|ninguna (?:interfaz|pantalla)|nessuna (?:interfaccia|schermata)|geen (?:scherm|interface))(?!\p{L})/iu,
  ],
  [
    'another product',
    /\b(?:just|only|purely|nothing but) (?:the |an? |its |our )?(?:\p{L}{1,24} ){0,3}(?:APIs?|back[- ]?ends?|service|library|batch|engine|SDK)\b/iu,
  ],
  [
    'another product',
    /\b(?:command[- ]line (?:tool|program|utility|client)|CLI tool|a CLI|terminal command|in the terminal|compiler|language server|MCP server|firmware|testbench|detector|optimi[sz]er|normali[sz]er)\b/i,
  ],
  [
    'another product',
    /\b(?:what is (?:missing|left|wanted|needed|asked for)|we (?:only )?(?:build|deliver|supply|write)|our (?:part|job|share|task|order) is|from us (?:they|we|he|she) (?:orders?|wants?|needs?|gets?)|(?:a|the) (?:small|little|new|central) (?:service|engine|server)) (?:is )?(?:only |just )?(?:the |an? |shall |that |which )?(?:\p{L}{1,24} )?(?:service|back[- ]?end|API|server|engine|SDK|rules|transfer|hold|keep|decides?|says|computes?)\b/iu,
  ],
  ['another product', /\bback-?ends?[- ]for[- ]front-?ends?\b|\bBFF\b/i],
  ['no interface', /\b(?:what (?:is|lies|happens|goes on) )?behind the (?:screens?|scenes|glass)\b/i],
  [
    'another product',
    /\b(?:npm|PyPI|Maven|NuGet|Go|Python|Java|Rust|C\+\+|Kotlin|TypeScript|PHP|Ruby|R) (?:package|library|module|crate|SDK)\b|\bSDK\b|\b(?:CRAN|PyPI|crates\.io)\b/i,
  ],
  [
    'another product',
    /\bas a service\b|\b(?:service|module|API|feed|engine|tools?) for (?:the |our |\p{L}{1,24} )?(?:makers|vendors|partners?|planning workstation|workstation|assistants?|robots?|developers|systems)\b|\b(?:makers|vendors|dealers|partners|tills)(?:['’] (?:software|systems))? (?:calls?|integrates?|sends?|asks?)\b/iu,
  ],
  ['left to others', /\b(?:is|are) not (?:our|part of our) (?:business|concern|job|task)\b/i],
  [
    'left to others',
    /\b(?:handed over to|gone to|awarded to|is the work of|is each \p{L}{1,24}['’]s work) (?:the |an? )?\p{L}/iu,
  ],
  [
    'left to others',
    /\b(?:in (?:its|their|his|her|the) (?:\p{L}{1,24} )?own (?:\p{L}{1,24} )?(?:\p{L}{1,24})|(?:the|our|their) (?:partner|customer|vendor|maker|supplier|studio|agency|dealer|analyst|designer|planner|adjudicator)s?['’]s? (?:software|workstation|editor|visuali[sz]er|CAD|mainframe)|which also shows|drawn by the|(?:CAD|software|console|editor|tool) (?:they|he|she|the \p{L}{1,24}) (?:has|have|owns?))\b/iu,
  ],
  [
    'left to others',
    /\b(?:headless (?:browser|Chrom\p{L}*)|Playwright|Puppeteer|Selenium|Cypress|UiPath|RPA|software robots?|robot (?:opens|puts|presses|types|clicks)|scrap(?:es?|ing|er)|crawl(?:s|ing|er)?|spiders?|page objects?|selectors?|(?:watcher|crawler|bot|robot|script|agent) (?:opens?|clicks?|logs? in|fills?|types?|presses))\b/iu,
  ],
  [
    'only in front',
    /(?<!\p{L})(?:(?:APIs?|back[- ]?ends?|servers?|endpoints?|realms|rule engine|data sources?|(?:calculation|classification|model|REST) services?)(?:, which)?(?: and (?:\p{L}{1,24} )?\p{L}{1,24})?(?: \([^()]{1,40}\))?(?:,? (?:is|are))? ?:? (?:already |the |an )?(?:live|there|done|finished|in place|in production|stable|unchanged|not touched|not changed|kept|frozen|given|existing)|same (?:back[- ]?end|endpoints)|no (?:API|back[- ]?end|server) changes?|no (?:changes? (?:to|in)) the (?:\p{L}{1,24} )?(?:API|service|back[- ]?end|server|system)|no (?:back[- ]?end|server|API)(?: of our own| side| work| needed|[.,;])|out of scope: (?:[\p{L} ,]{0,60})(?:API|server|back[- ]?end)|(?:aucun développement|rien) côté serveur|(?:server|Schnittstellen?|Dienste?) (?:bleib|unverändert)\p{L}*)(?!\p{L})/iu,
  ],
  [
    'only in front',
    /\b(?:API|back[- ]?end|services?|endpoints?)(?: \([^()]{1,40}\))?:? (?:existing service|as (?:before|today|now))|\bdata(?: source)?:? (?:come|by|from|is|are|three|the) .{0,60}(?:API|feed|ready|prepared|theirs)|\b(?:ours is|what is ordered (?:here )?is) (?:what|the part)\b/iu,
  ],
  [
    'measured',
    /(?<![\p{L}\d])\d[\d.,]* ?(?:[kMG]?Hz|[µμn]s|[mkµμn]m|cm|m\/s|km\/h|dBm?|[kM]?W|[mk]?V|mA|bar|[MkG]Pa|°C?|degrees|rpm|kg|t\/h|lux|Nm|kb|bp|nt|lb|m³|bit)(?![\p{L}\d])/u,
  ],
  [
    'another channel',
    /(?<!\p{L})(?:e-?mails?|mails?|mailed|SMS|WhatsApp|Telegram|Slack|IVR|hotline|phone calls?|on the phone|rings? (?:the|her|him)|voice|read out|reads it back|fax|by letter|PDFs?|printed|spreadsheets?|CSV|SFTP|calendar file|bot|pull request|push messages?)(?!\p{L})/iu,
  ],
];

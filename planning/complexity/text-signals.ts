/** A pattern that speaks for a difficulty, and how much one hit weighs. Patterns are linear: word lists, no nesting. */
export interface TextSignal {
  name: string;
  weight: number;
  pattern: RegExp;
}

/** Hits of one signal in a text: how many, and the first few words that hit. */
export interface SignalHits {
  name: string;
  weight: number;
  count: number;
  words: string[];
}

const SHOWN_WORDS = 3;

/** Requirement smells (Femmer et al. 2017, ISO 29148) that show in the words of a clause. */
export const AMBIGUITY_SIGNALS: readonly TextSignal[] = [
  {
    name: 'open question',
    weight: 0.5,
    pattern: /\b(?:tbd|tbc|todo|fixme|to be (?:decided|defined|determined|confirmed|clarified))\b|\?{1,3}(?=\s|$)/gi,
  },
  {
    name: 'vague wording',
    weight: 0.12,
    pattern:
      /\b(?:etc|and so on|and\/or|if possible|as (?:appropriate|needed|required|applicable)|where (?:appropriate|possible)|user[- ]friendly|easy|easily|simple|intuitive|fast(?:er)?|quick(?:ly)?|efficient(?:ly)?|flexible|robust|scalable|seamless(?:ly)?|modern|reasonable|sufficient(?:ly)?|adequate(?:ly)?|appropriate(?:ly)?|better|best|several|some|many|various|mostly|usually|normally|typically|possibly|maybe|soon|nice|good|state[- ]of[- ]the[- ]art)\b/gi,
  },
  {
    name: 'passive without an actor',
    weight: 0.05,
    pattern:
      /\b(?:is|are|be|been|being|was|were) (?:[a-z]{1,30}ed|sent|shown|kept|made|given|set|built|done)\b(?! by\b)/gi,
  },
];

/** Unknowns that need research before code, as they show in the words of a clause or of the contract. */
export const FRICTION_SIGNALS: readonly TextSignal[] = [
  {
    name: 'third-party service',
    weight: 0.35,
    pattern:
      /\b(?:third[- ]party|external (?:service|system|api|provider|partner)s?|payment (?:provider|gateway)s?|integrat(?:e|es|ed|ion|ions) with|stripe|paypal|adyen|braintree|twilio|sendgrid|mailgun|mailchimp|slack|salesforce|hubspot|zendesk|shopify|sap|docusign|google maps|mapbox|algolia|elasticsearch|firebase|okta|auth0|s3|kafka|rabbitmq)\b/gi,
  },
  {
    name: 'uncommon protocol',
    weight: 0.3,
    pattern:
      /\b(?:soap|wsdl|amqp|mqtt|coap|sftp|ftps?|edi|edifact|x12|fhir|hl7|as2|iso ?8583|iso ?20022|modbus|opc[- ]ua|grpc|xmpp|sip|webrtc|ldap|smpp|imap|smtp)\b/gi,
  },
  {
    name: 'uncommon sign-in',
    weight: 0.2,
    pattern:
      /\b(?:oauth ?2?|openid|oidc|saml|single sign[- ]on|sso|kerberos|mutual tls|mtls|client certificates?|webauthn|passkeys?|two[- ]factor|2fa|mfa|totp|social log-?in)\b/gi,
  },
  {
    name: 'regulated domain',
    weight: 0.2,
    pattern:
      /\b(?:gdpr|hipaa|pci(?:[- ]dss)?|sox|psd2|kyc|aml|ccpa|ferpa|phi|personal data|right to be forgotten|data residency|medical records?|tax(?:es|ation)?|export control|wcag)\b/gi,
  },
];

/** Finds every signal in a text. Signals without a hit are left out. */
export function findSignals(text: string, signals: readonly TextSignal[]): SignalHits[] {
  return signals.flatMap(({ name, weight, pattern }) => {
    const hits = [...text.matchAll(pattern)].map((match) => match[0].toLowerCase());
    return hits.length === 0
      ? []
      : [{ name, weight, count: hits.length, words: [...new Set(hits)].slice(0, SHOWN_WORDS) }];
  });
}

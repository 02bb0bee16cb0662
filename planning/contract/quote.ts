import { cutText } from '../cut-text.js';

/** Untrusted text in a message: shortened, quoted. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 120 ? `${cutText(text, 117)}...` : text);
}

/** A name in a message, set in backquotes: shortened, with nothing in it that ends them. */
export function code(name: string): string {
  const short = name.length > 80 ? `${cutText(name, 77)}...` : name;
  return `\`${short.replace(/[`\r\n]/g, ' ')}\``;
}

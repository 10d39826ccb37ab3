/** A text for people, in both languages of the platform. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** A plain string stands for both languages (a person's own name, a name typed on the command line). */
export const toText = (text: string | Text): Text => (typeof text === 'string' ? { zh: text, en: text } : { zh: text.zh, en: text.en });

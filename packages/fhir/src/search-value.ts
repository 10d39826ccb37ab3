export interface TokenValue {
  readonly param: string;
  readonly system: string | undefined;
  readonly code: string;
}
/** A reference: type and id of a resource here, or a URL elsewhere, or an identifier; a logical reference may say its type. */
export interface ReferenceValue {
  readonly param: string;
  readonly type?: string;
  readonly id?: string;
  readonly url?: string;
  readonly identifier?: { readonly system: string | undefined; readonly value: string };
}
/** `from` inclusive, `to` exclusive, ISO instants; open ends are `OPEN_START`, `OPEN_END`. */
export interface DateValue {
  readonly param: string;
  readonly from: string;
  readonly to: string;
}
export interface StringValue {
  readonly param: string;
  /** As `normaliseString` gives it. */
  readonly value: string;
}
export interface UriValue {
  readonly param: string;
  readonly value: string;
}
/** Whatever a resource can be found by. */
export interface SearchValues {
  readonly tokens: TokenValue[];
  readonly references: ReferenceValue[];
  readonly dates: DateValue[];
  readonly strings: StringValue[];
  readonly uris: UriValue[];
}

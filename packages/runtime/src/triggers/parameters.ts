interface Schema {
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

/**
 * What is wrong with parameters by a service's schema, each line naming the parameter. Understands the part of JSON
 * Schema that a form can show: types, required, properties, items, enum and bounds; a service checks the rest itself.
 */
export function parameterProblems(schema: Schema, value: unknown, at = 'parameters'): readonly string[] {
  const { type } = schema;
  if (type !== undefined && !TYPES[type]?.(value)) return [`${at} must be of type ${type}`];
  if (schema.enum && !schema.enum.some((item) => JSON.stringify(item) === JSON.stringify(value)))
    return [`${at} must be one of ${schema.enum.map((item) => JSON.stringify(item)).join(', ')}`];
  if (typeof value === 'number' && (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity)))
    return [`${at} must lie between ${schema.minimum ?? '-∞'} and ${schema.maximum ?? '∞'}`];
  if (typeof value === 'string' && (value.length < (schema.minLength ?? 0) || value.length > (schema.maxLength ?? Infinity)))
    return [`${at} must have ${schema.minLength ?? 0} to ${schema.maxLength ?? '∞'} characters`];
  if (Array.isArray(value))
    return schema.items ? value.flatMap((item, i) => parameterProblems(schema.items as Schema, item, `${at}[${i}]`)) : [];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  return [
    ...(schema.required ?? []).filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`),
    ...entries.flatMap(([name, item]) => {
      const inner = schema.properties?.[name];
      if (inner) return parameterProblems(inner, item, `${at}.${name}`);
      return schema.additionalProperties === false ? [`${at}.${name} is not a parameter of this service`] : [];
    }),
  ];
}

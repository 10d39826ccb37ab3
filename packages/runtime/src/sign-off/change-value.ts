import { isDecimalAsWritten, numberOf, parseJson } from '@consilium/fhir';
import type { Extension, FhirResource, Observation } from 'fhir/r4.js';
import { RuntimeError } from '../errors.ts';

const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';

/** A value of a draft that a person may change, by resource type and path. */
interface Editable {
  readonly read: (resource: FhirResource) => string | undefined;
  readonly write: (resource: FhirResource, value: string) => FhirResource;
}

const EDITABLE: Readonly<Record<string, Editable>> = {
  'Observation valueQuantity.value': {
    read: (resource) => {
      const value = (resource as Observation).valueQuantity?.value;
      return value === undefined ? undefined : decimalText(value);
    },
    write: (resource, value) => {
      const { valueQuantity } = resource as Observation;
      return { ...resource, valueQuantity: { ...valueQuantity, value: decimal(value) } } as FhirResource;
    },
  },
  'Observation valueString': text('valueString'),
  'DiagnosticReport conclusion': text('conclusion'),
  'DiagnosticReport conclusion.en': {
    read: (resource) => englishOf(resource)?.extension?.find(({ url }) => url === 'content')?.valueString,
    write: (resource, value) => {
      const { _conclusion: old } = resource as { _conclusion?: { extension?: Extension[] } };
      const english: Extension = {
        url: TRANSLATION,
        extension: [
          { url: 'lang', valueCode: 'en' },
          { url: 'content', valueString: value },
        ],
      };
      return {
        ...resource,
        _conclusion: { ...old, extension: [...(old?.extension ?? []).filter((extension) => !isEnglish(extension)), english] },
      } as FhirResource;
    },
  },
};

/** The value at a path that may be changed. @throws RuntimeError `invalid` */
export function valueAt(resource: FhirResource, path: string): string | undefined {
  return editable(resource, path).read(resource);
}

/** A copy with another value at a path that may be changed. @throws RuntimeError `invalid` */
export function withValue(resource: FhirResource, path: string, value: string): FhirResource {
  return editable(resource, path).write(resource, value);
}

function editable(resource: FhirResource, path: string): Editable {
  const found = EDITABLE[`${resource.resourceType} ${path}`];
  if (!found)
    throw new RuntimeError(
      'invalid',
      `${resource.resourceType}.${path} cannot be changed: only ${Object.keys(EDITABLE)
        .map((name) => name.replace(' ', '.'))
        .join(', ')}`,
    );
  return found;
}

function text(element: string): Editable {
  return {
    read: (resource) => (resource as unknown as Record<string, string | undefined>)[element],
    write: (resource, value) => {
      if (value.trim() === '' || value.length > 20_000) throw new RuntimeError('invalid', `${element} must have 1 to 20,000 characters`);
      return { ...resource, [element]: value } as FhirResource;
    },
  };
}

const isEnglish = ({ url, extension }: Extension): boolean =>
  url === TRANSLATION && (extension?.some((part) => part.url === 'lang' && part.valueCode === 'en') ?? false);
const englishOf = (resource: FhirResource): Extension | undefined =>
  (resource as { _conclusion?: { extension?: Extension[] } })._conclusion?.extension?.find(isEnglish);

/** A decimal that keeps its digits. @throws RuntimeError `invalid` */
export function decimal(value: string): number {
  if (!/^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/.test(value))
    throw new RuntimeError('invalid', `value is ${JSON.stringify(value)}: write a number such as 1.74`);
  return parseJson<{ value: number }>(`{"value":${value}}`).value;
}

export const decimalText = (value: unknown): string => (isDecimalAsWritten(value) ? value.rawJSON : String(numberOf(value)));

// Reads the short descriptors that scripts/generate.mjs writes, into what the codec works with.
//
// Knows what the contract uses and no more: proto3, top-level messages and enums, lists, oneofs; no maps, no options. The
// generator refuses the rest, and test/wire.test.ts holds the result to protobuf-es's own reading of the same files.

/** A field as the codec needs it. `type` is the number of a scalar in descriptor.proto. */
export interface Field {
  name: string;
  number: number;
  isList: boolean;
  type: number;
  /** Of a message: the schema of its type. */
  message: Schema | undefined;
  oneof: string;
}

export interface Schema {
  typeName: string;
  fields: Field[];
}

/** A proto file: its messages in the order they stand there. */
export interface Described {
  messages: Schema[];
}

export const scalar = { double: 1, int64: 3, uint64: 4, int32: 5, bool: 8, string: 9, message: 11, bytes: 12, uint32: 13 };

const list = (text: string, separator: string): string[] => (text ? text.split(separator) : []);

/** The contract is one package, so a name is enough. */
const types = new Map<string, Schema>();

/** "name[*] [#number] [type] [~oneof]", where "^" is a type named as the field and "@" an instant; see scripts/generate.mjs. */
function read(text: string, expected: number, oneofs: string[]): Field {
  const [first = '', ...parts] = text.split(' ');
  const isList = first.endsWith('*');
  const name = isList ? first.slice(0, -1) : first;
  const field: Field = { name, isList, number: expected, type: scalar.string, message: undefined, oneof: '' };
  for (const part of parts) {
    const rest = part.slice(1);
    if (part.startsWith('#')) field.number = Number(rest);
    else if (part.startsWith('~')) field.oneof = oneofs[Number(rest)] ?? '';
    else if (Number(part)) field.type = Number(part);
    else {
      field.message = types.get(part === '^' ? name.replace(/^./, (letter) => letter.toUpperCase()) : part);
      if (!field.message) throw new Error(`${part} is not described`);
      field.type = scalar.message;
    }
  }
  return field;
}

function fill(schema: Schema, text: string): void {
  const [fields = '', names = ''] = text.split('|');
  const oneofs = list(names, ',');
  let expected = 1;
  for (const one of list(fields, ',')) {
    const field = read(one, expected, oneofs);
    expected = field.number + 1;
    schema.fields.push(field);
  }
  // Written in this order, as every protobuf library does.
  schema.fields.sort((a, b) => a.number - b.number);
}

/** The package and its messages; `imports` stand there so that their types are described first. */
export function describeFile(text: string, _imports: Described[]): Described {
  const [packageName = '', messages = ''] = text.split('\n');
  const bodies = list(messages, ';').map((one) => {
    const [name = '', body = ''] = one.split(':');
    const schema: Schema = { typeName: `${packageName}.${name}`, fields: [] };
    types.set(packageName.startsWith('google') ? '@' : name, schema);
    return { schema, body };
  });
  for (const { schema, body } of bodies) fill(schema, body);
  return { messages: bodies.map(({ schema }) => schema) };
}

/** The schema of a generated message; what it is typed as is the generated code's matter. */
export const messageDesc = <T>(file: Described, index: number): T => file.messages[index] as T;

export const file_google_protobuf_timestamp: Described = /* @__PURE__ */ describeFile(
  'google.protobuf\nTimestamp:seconds 3,nanos 5',
  [],
);

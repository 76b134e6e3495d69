// Makes src/gen from the contract in ../../proto with protoc and protoc-gen-es. The result is never committed: the proto
// files are the one source.
//
// protoc-gen-es puts each file's descriptor into the code as base64, and reading that needs the whole of descriptor.proto: more
// bytes than the rest of the page together. Here the same descriptor is written as short text instead, which
// src/wire/describe.ts reads and src/wire/codec.ts works by; test/wire.test.ts holds both to protobuf-es.
//
// Before that the contract is cut to what the page uses: what it can come upon when it reads a frame or an answer, and the
// commands and calls that it makes. A command that no page sends has no type here, so the compiler refuses to send it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { base64Decode } from '@bufbuild/protobuf/wire';
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { unread } from './unread.mjs';

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const proto = join(here, '../../proto');
const out = join(here, 'src/gen');
const files = [
  'relief', 'roster', 'trial', 'governance', 'model', 'journal', 'command_law', 'command', 'stream', 'services/access',
  'services/workspace', 'services/gateway', 'services/passkey', 'services/proof',
];
const nameOf = (file) => `ckl/v1/${file}.proto`;
/** What the page reads and calls; all that these name comes with them. */
const roots = [
  'ClientFrame', 'ServerFrame', 'Rejection', 'WhoAmIRequest', 'WhoAmIResponse', 'GetImageRequest', 'ListWorkspacesRequest',
  'ListWorkspacesResponse', 'ListEntriesRequest', 'ListEntriesResponse', 'ListRulesRequest', 'ListRulesResponse',
  'ListPostsRequest', 'ListPostsResponse', 'ListGatewaysRequest', 'ListGatewaysResponse',
  ...['BeginSignIn', 'SignIn', 'BeginPasskey', 'AddPasskey', 'ListPasskeys', 'RevokePasskey', 'ListSessions', 'EndSession', 'PrepareDecision']
    .flatMap((call) => [`${call}Request`, `${call}Response`]),
  'GetCheckpointRequest', 'GetCheckpointResponse', 'GetConsistencyRequest', 'GetConsistencyResponse', 'ExportRequest', 'ExportResponse',
];
/** The commands that some page sends, by the names of their fields in `Command`. */
const sent = [
  'report_incident', 'change_level', 'confirm_level', 'change_ckl_state', 'declare_extraordinary', 'start_committee',
  'record_hindrance', 'end_hindrance', 'close_incident', 'start_callout', 'answer_call', 'end_callout', 'close_obligation',
  'write_log_entry', 'assess_not_extraordinary', 'settle_answer', 'note_absence', 'end_absence', 'take_in', 'send_word',
  'recall_callout', 'override_duty', 'answer_swap', 'take_over_duty', 'propose_relief', 'assign_shift', 'clear_shift',
  'answer_shift', 'write_handover', 'sign_handover', 'end_relief', 'decide_alone', 'confirm_oral_decision',
  'dispute_oral_decision', 'mark_secrecy', 'lift_secrecy',
];
/** Fields of commands that the page leaves empty. */
const unsent = ['point', 'decided'];
const repeated = 3;
const string = 9;
const enumeration = 14;

/** As the code spells it, so that the packed page has each name once. */
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

function typeOf(field, type) {
  if (type === '.google.protobuf.Timestamp') return '@';
  return type === field.replace(/^./, (letter) => letter.toUpperCase()) ? '^' : type;
}

/**
 * One message: its fields, then its oneofs. A field is "name[*] [#number] [type] [~oneof]": its number stands there when it is
 * not the one after the last, its type is a name or the number of a scalar, and a string has none. A type that is named as the
 * field is "^", an instant is "@". An enum is a number like any other: its values are not needed to read or write it, proto3
 * enums are open.
 */
function messageText(message, packageName) {
  const own = `.${packageName}.`;
  let expected = 1;
  const fields = message.field.map((field) => {
    const name = camel(field.name);
    const parts = [`${name}${field.label === repeated ? '*' : ''}`];
    if (field.number !== expected) parts.push(`#${field.number}`);
    expected = field.number + 1;
    if (field.type === enumeration) {
      parts.push(enumeration);
    } else if (field.typeName) {
      parts.push(typeOf(name, field.typeName.startsWith(own) ? field.typeName.slice(own.length) : field.typeName));
    } else if (field.type !== string) {
      parts.push(field.type);
    }
    if (Object.hasOwn(field, 'oneofIndex')) parts.push(`~${field.oneofIndex}`);
    return parts.join(' ');
  });
  const nested = message.nestedType.length + message.enumType.length + message.extension.length;
  if (nested > 0) throw new Error(`${message.name}: nested types are not described`);
  if (message.field.some((field) => field.proto3Optional)) {
    throw new Error(`${message.name}: proto3 optional is not described`);
  }
  const oneofs = message.oneofDecl.map((oneof) => camel(oneof.name)).join(',');
  return `${message.name}:${fields.join(',')}${oneofs ? `|${oneofs}` : ''}`;
}

/** The files without the messages that nothing of the page leads to, and without their services and comments. */
function pruned(set) {
  const messages = new Map(set.file.flatMap((file) => file.messageType.map((one) => [`.${file.package}.${one.name}`, one])));
  const command = messages.get('.ckl.v1.Command');
  const known = command.field.map((field) => field.name);
  const wrong = sent.filter((name) => !known.includes(name));
  if (wrong.length > 0) throw new Error(`no such command: ${wrong}`);
  command.field = command.field.filter((field) => sent.includes(field.name) || !Object.hasOwn(field, 'oneofIndex'));
  for (const { typeName } of command.field) {
    const one = messages.get(typeName);
    one.field = one.field.filter((field) => !unsent.includes(field.name));
  }
  for (const [name, fields] of Object.entries(unread)) {
    const one = messages.get(`.ckl.v1.${name}`);
    const unknown = fields.filter((field) => !one.field.some(({ name: known }) => known === field));
    if (unknown.length > 0) throw new Error(`${name} has no such field: ${unknown}`);
    one.field = one.field.filter((field) => !fields.includes(field.name));
  }
  const reached = new Set();
  const reach = (name) => {
    if (reached.has(name) || !messages.has(name)) return;
    reached.add(name);
    for (const field of messages.get(name).field) reach(field.typeName);
  };
  for (const name of roots) reach(`.ckl.v1.${name}`);
  for (const file of set.file) {
    file.sourceCodeInfo = undefined;
    file.service = [];
    file.messageType = file.messageType.filter((one) => reached.has(`.${file.package}.${one.name}`));
  }
  return set;
}

function describeFile(base64, imports) {
  const file = fromBinary(FileDescriptorProtoSchema, base64Decode(base64));
  if (file.syntax !== 'proto3') throw new Error(`${file.name}: only proto3 is described`);
  const messages = file.messageType.map((message) => messageText(message, file.package));
  return `describeFile(${JSON.stringify(`${file.package}\n${messages.join(';')}`)}, [${imports}])`;
}

/** Types that only a service named are imported no more. */
function withoutUnused(source) {
  return source.replace(/import type \{ ([^}]*) \} from "\.[^"]*";/g, (line, names) => {
    const kept = names.split(', ').filter((name) => source.split(new RegExp(`\\b${name}\\b`)).length > 2);
    return line.replace(names, kept.join(', '));
  });
}

/** Keeps the types and each message's schema; descriptors of enums and services, which only a general library needs, go. */
function shorten(path) {
  const up = relative(dirname(path), join(here, 'src/wire/describe')).replaceAll('\\', '/');
  const generated = readFileSync(path, 'utf8');
  const timed = generated.includes('file_google_protobuf_timestamp');
  const imported = ['describeFile', ...(timed ? ['file_google_protobuf_timestamp'] : []), 'messageDesc'].join(', ');
  const source = generated
    .replace(/fileDesc\("([^"]+)"(?:, \[([^\]]*)\])?\)/, (_, base64, imports) =>
      describeFile(base64, imports ?? ''))
    .replace(/: GenFile = /, ' = ')
    .replace(/^export enum /gm, 'export const enum ')
    .replace(/\/\*\*(?:(?!\*\/)[^])*\*\/\nexport const \w+: Gen(?:Enum|Service)<[^]*?(?:enum|service)Desc\([^)]*\);\n/g, '')
    .replace(/import type \{[^}]*\} from ("@bufbuild\/protobuf\/codegenv2");/, 'import type { GenMessage } from $1;')
    .replace(/import \{[^}]*\} from "@bufbuild\/protobuf\/codegenv2";\n/, '')
    .replace(/import \{ file_google_protobuf_timestamp \} from "[^"]+";\n/, '')
    .replace('/* eslint-disable */\n', `/* eslint-disable */\n\nimport { ${imported} } from "${up}";`);
  if (source.includes('fileDesc(')) throw new Error(`${path}: descriptor not found`);
  writeFileSync(path, withoutUnused(source));
}

if (!(process.argv.includes('--if-missing') && existsSync(join(out, 'ckl/v1/model_pb.ts')))) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const contract = join(out, 'contract.bin');
  const protoc = (...flags) => execFileSync('protoc', flags, { stdio: 'inherit' });
  protoc(`--proto_path=${proto}`, '--include_imports', `--descriptor_set_out=${contract}`, ...files.map(nameOf));
  const set = pruned(fromBinary(FileDescriptorSetSchema, readFileSync(contract)));
  writeFileSync(contract, toBinary(FileDescriptorSetSchema, set));
  const plugin = `--plugin=protoc-gen-es=${join(here, 'node_modules/.bin/protoc-gen-es')}`;
  protoc(plugin, `--es_out=${out}`, '--es_opt=target=ts', `--descriptor_set_in=${contract}`, ...files.map(nameOf));
  rmSync(contract);
  for (const name of files) shorten(join(out, 'ckl/v1', `${name}_pb.ts`));
}

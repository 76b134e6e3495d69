// Makes src/gen from the contract in ../../proto with protoc and protoc-gen-es. The result is never committed: the proto
// files are the one source.
//
// protoc-gen-es puts each file's descriptor into the code as base64, and reading that needs the whole of descriptor.proto: more
// bytes than the rest of the page together. Here the same descriptor is written as short text instead, which
// src/wire/describe.ts reads; test/describe.test.ts compares the two.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromBinary } from '@bufbuild/protobuf';
import { base64Decode } from '@bufbuild/protobuf/wire';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const proto = join(here, '../../proto');
const out = join(here, 'src/gen');
const files = ['model', 'journal', 'command', 'stream', 'services/access', 'services/workspace'];
const repeated = 3;
const string = 9;

/**
 * One message: its fields, then its oneofs. A field is "name[*] [#number] [type] [~oneof]": its number stands there when it is
 * not the one after the last, its type is a name or the number of a scalar, and a string has none.
 */
function messageText(message, packageName) {
  const own = `.${packageName}.`;
  let expected = 1;
  const fields = message.field.map((field) => {
    const parts = [`${field.name}${field.label === repeated ? '*' : ''}`];
    if (field.number !== expected) parts.push(`#${field.number}`);
    expected = field.number + 1;
    if (field.typeName) {
      parts.push(field.typeName.startsWith(own) ? field.typeName.slice(own.length) : field.typeName);
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
  const oneofs = message.oneofDecl.map((oneof) => oneof.name).join(',');
  return `${message.name}:${fields.join(',')}${oneofs ? `|${oneofs}` : ''}`;
}

function describeFile(base64, imports) {
  const file = fromBinary(FileDescriptorProtoSchema, base64Decode(base64));
  if (file.syntax !== 'proto3') throw new Error(`${file.name}: only proto3 is described`);
  const messages = file.messageType.map((message) => messageText(message, file.package));
  // An enum's values are not needed to read or write it: proto3 enums are open.
  const parts = [file.name, file.package, file.enumType.map((one) => one.name).join(','), messages.join(';')];
  return `describeFile(${JSON.stringify(parts.join('\n'))}, [${imports}])`;
}

function shorten(path) {
  const up = relative(dirname(path), join(here, 'src/wire/describe')).replaceAll('\\', '/');
  const generated = readFileSync(path, 'utf8');
  const timed = generated.includes('file_google_protobuf_timestamp');
  const imported = [
    'describeFile',
    ...(timed ? ['file_google_protobuf_timestamp'] : []),
    ...(generated.includes('enumDesc(') ? ['named'] : []),
  ].join(', ');
  const source = generated
    .replace(/fileDesc\("([^"]+)"(?:, \[([^\]]*)\])?\)/, (_, base64, imports) =>
      describeFile(base64, imports ?? ''))
    .replace(/import \{([^}]*)\} from "@bufbuild\/protobuf\/codegenv2";/, (line, names) =>
      line.includes('fileDesc') ? line.replace(names, names.replace(/\bfileDesc,? ?/, '').replace(/, $/, ' ')) : line)
    .replace(/GenEnum<(\w+)> = \/\*@__PURE__\*\/\s*(enumDesc\([^)]*\))/g, 'GenEnum<$1> = /*@__PURE__*/\n  named(/*@__PURE__*/ $2, $1)')
    .replace(/import \{ file_google_protobuf_timestamp \} from "[^"]+";\n/, '')
    .replace('/* eslint-disable */\n', `/* eslint-disable */\n\nimport { ${imported} } from "${up}";`);
  if (source.includes('fileDesc(')) throw new Error(`${path}: descriptor not found`);
  writeFileSync(path, source);
}

if (!(process.argv.includes('--if-missing') && existsSync(join(out, 'ckl/v1/model_pb.ts')))) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  execFileSync(
    'protoc',
    [
      `--plugin=protoc-gen-es=${join(here, 'node_modules/.bin/protoc-gen-es')}`,
      `--es_out=${out}`,
      '--es_opt=target=ts',
      `--proto_path=${proto}`,
      ...files.map((name) => join(proto, 'ckl/v1', `${name}.proto`)),
    ],
    { stdio: 'inherit' },
  );
  for (const name of files) shorten(join(out, 'ckl/v1', `${name}_pb.ts`));
}

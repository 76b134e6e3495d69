// Makes src/gen from the contract in ../../proto with protoc and protoc-gen-es. The result is never committed: the
// proto files are the one source. Services are left out; the unary calls name their method by hand in src/net/connect.ts.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const proto = join(here, '../../proto');
const out = join(here, 'src/gen');
const files = ['model', 'journal', 'command', 'stream', 'services/access', 'services/workspace'];

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
}

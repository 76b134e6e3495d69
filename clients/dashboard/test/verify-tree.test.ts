// The stones that the verifier is built of, against the published vectors and against node's and the browser's own cryptography.
import { describe, expect, it } from 'vitest';
import { decimal, fromBase64 } from '../src/verify/bytes';
import { extend, includes, leafHash, subtrees, Tree } from '../src/verify/merkle';
import { canCheck, checkpointFrom, isBy, keyFrom, type Key, noteFrom, timeOf } from '../src/verify/note';
import { sha256 } from '../src/verify/sha256';
import { archive, consistencyOf, first, headOf, pathOf, sha256 as nodes, smallLog } from './proof/log';

const from = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const ascii = (text: string) => new TextEncoder().encode(text);

describe('SHA-256', () => {
  it('gives the hashes of FIPS 180-4 and NIST', () => {
    const known: [string, string][] = [
      ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
      ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
      ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
      ['abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu',
        'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1'],
      ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
    ];
    for (const [text, hash] of known) expect(hex(sha256(ascii(text))), text.slice(0, 20)).toBe(hash);
    expect(hex(sha256(from('bd')))).toBe('68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b');
    expect(hex(sha256(new Uint8Array(64)))).toBe('f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b');
  });

  it('agrees with the browser’s own at every length around a block, in pieces of any size', async () => {
    for (let length = 0; length < 300; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + length) & 255);
      const own = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
      expect(hex(sha256(bytes)), `${length} bytes`).toBe(own);
      const cut = (length * 3) % (length + 1);
      expect(hex(sha256(bytes.subarray(0, cut), bytes.subarray(cut))), `${length} bytes cut at ${cut}`).toBe(own);
    }
  });

  it('clears what longer pieces left behind', () => {
    sha256(new Uint8Array(50_000).fill(255));
    expect(hex(sha256(ascii('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('base64', () => {
  it('reads what is canonical, and all of it', () => {
    for (let length = 0; length < 70; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 101 + length * 31) & 255);
      expect(fromBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
    }
  });

  it('takes nothing else', () => {
    const wrong = ['A', 'AA', 'AAA', 'AA=', 'AA=A', '====', 'A===', '=AAA', 'AAAA=', 'AAAA====', 'AB==', 'AAB=', 'AA-_', 'AA AA', ' AAAA',
      'AAAA\n', 'AAA\u0141', 'AAA\u{1f600}', 'AA\u0000A'];
    for (const text of wrong) expect(fromBase64(text), JSON.stringify(text)).toBeUndefined();
    for (const value of [undefined, null, 7, {}, ['AAAA']]) expect(fromBase64(value)).toBeUndefined();
  });
});

describe('decimal numbers', () => {
  it('have one way of being written', () => {
    expect([decimal('0'), decimal('17'), decimal('9007199254740991')]).toEqual([0, 17, 2 ** 53 - 1]);
    for (const text of ['', '00', '01', '-1', '+1', '1.0', '1e3', ' 1', '1 ', '0x1', '9007199254740992', '1'.repeat(40), '\u0661']) {
      expect(decimal(text), text).toBeUndefined();
    }
  });
});

const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const leaves = inputs.map((one) => leafHash(from(one)));
const roots = ['6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'];
const root = (size: number) => from(roots[size - 1] as string);

describe('the tree of RFC 9162', () => {
  it('has the known heads, and SHA-256 of nothing when it is empty', () => {
    const tree = new Tree();
    expect(hex(tree.head())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    for (const [at, leaf] of leaves.entries()) {
      tree.append(leaf);
      expect([tree.size, hex(tree.head())]).toEqual([at + 1, roots[at]]);
    }
  });

  it('has the same head when some leaves come as subtrees, wherever they begin and end', () => {
    const many = Array.from({ length: 41 }, (_, at) => leafHash(ascii(`leaf ${at}`)));
    for (let begin = 0; begin < many.length; begin += 1) {
      for (let end = begin + 1; end <= many.length; end += 1) {
        const tree = new Tree();
        for (const leaf of many.slice(0, begin)) tree.append(leaf);
        for (const size of subtrees(begin, end - begin)) {
          tree.append(new Uint8Array(headOf(many.slice(tree.size, tree.size + size))), size);
        }
        expect(tree.size).toBe(end);
        expect(hex(tree.head())).toBe(headOf(many.slice(0, end)).toString('hex'));
      }
    }
  });

  it('takes the largest subtrees that fit', () => {
    expect(subtrees(17, 14)).toEqual([1, 2, 4, 4, 2, 1]);
    expect(subtrees(0, 13)).toEqual([8, 4, 1]);
    expect(subtrees(2 ** 52, 2 ** 52 - 1).reduce((sum, one) => sum + one)).toBe(2 ** 52 - 1);
  });
});

const known = {
  inclusion: ['bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'].map(from),
  sixToEight: ['0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'].map(from),
  twoToFive: ['5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b'].map(from),
};

describe('an inclusion proof', () => {
  const leaf = leaves[5] as Uint8Array<ArrayBuffer>;
  const asked = { index: 5, size: 8, leaf, proof: known.inclusion, head: root(8) };

  it('of leaf 5 of 8 is as published', () => {
    expect(includes(asked)).toBe(true);
  });

  it('holds for no other place, size, leaf or head, and not with a hash more or less', () => {
    for (let index = -1; index < 10; index += 1) expect(includes({ ...asked, index }), `index ${index}`).toBe(index === 5);
    for (const size of [0, 1, 2, 4, 5, 16, 17, 2 ** 32, 2 ** 53 - 1]) expect(includes({ ...asked, size }), `size ${size}`).toBe(false);
    expect(includes({ ...asked, leaf: leaves[4] as Uint8Array<ArrayBuffer> })).toBe(false);
    expect(includes({ ...asked, head: root(7) })).toBe(false);
    expect(includes({ ...asked, proof: asked.proof.slice(1) })).toBe(false);
    expect(includes({ ...asked, proof: asked.proof.slice(0, -1) })).toBe(false);
    expect(includes({ ...asked, proof: [...asked.proof, root(1)] })).toBe(false);
    expect(includes({ ...asked, proof: [...asked.proof].reverse() })).toBe(false);
    expect(includes({ ...asked, proof: [] })).toBe(false);
  });

  it('holds for every leaf of every small tree', () => {
    for (let size = 1; size <= leaves.length; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = pathOf(index, leaves.slice(0, size)).map((one) => new Uint8Array(one));
        expect(includes({ index, size, leaf: leaves[index] as Uint8Array<ArrayBuffer>, proof, head: root(size) })).toBe(true);
      }
    }
  });
});

describe('a consistency proof', () => {
  it('from 6 to 8 and from 2 to 5 is as published', () => {
    expect(extend({ from: 6, to: 8, proof: known.sixToEight, fromHead: root(6), toHead: root(8) })).toBe(true);
    expect(extend({ from: 2, to: 5, proof: known.twoToFive, fromHead: root(2), toHead: root(5) })).toBe(true);
  });

  it('holds between every two small trees, and between no others', () => {
    for (let to = 1; to <= leaves.length; to += 1) {
      for (let from = 1; from <= to; from += 1) {
        const proof = consistencyOf(from, leaves.slice(0, to)).map((one) => new Uint8Array(one));
        const asked = { from, to, proof, fromHead: root(from), toHead: root(to) };
        expect(extend(asked), `${from} to ${to}`).toBe(true);
        expect(extend({ ...asked, fromHead: root((from % 8) + 1) }), 'another beginning').toBe(false);
        expect(extend({ ...asked, toHead: root((to % 8) + 1) }), 'another end').toBe(false);
        expect(extend({ ...asked, proof: [...proof, root(1)] }), 'a hash more').toBe(false);
        if (proof.length > 0) expect(extend({ ...asked, proof: proof.slice(0, -1) }), 'a hash less').toBe(false);
      }
    }
    expect(extend({ from: 0, to: 8, proof: [], fromHead: root(1), toHead: root(8) })).toBe(false);
    expect(extend({ from: 8, to: 6, proof: known.sixToEight, fromHead: root(8), toHead: root(6) })).toBe(false);
  });
});

describe('a signed note', () => {
  const key = keyFrom('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW') as Key;
  const body = 'If you think cryptography is the answer to your problem,\nthen you don\'t know what your problem is.\n';
  const whole =
    `${body}\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

  it('of the format’s own example is good, and no other text is', async () => {
    expect(await canCheck()).toBe(true);
    const note = noteFrom(whole);
    const signature = note?.signatures[0];
    if (!note || !signature) throw new Error('not read');
    expect([note.text, signature.name, signature.id]).toEqual([body, 'PeterNeumann', 'c74f20a3']);
    expect(await isBy(key, note, signature)).toBe(true);
    expect(await isBy(key, { ...note, text: `${body} ` }, signature)).toBe(false);
    expect(await isBy({ ...key, name: 'Peter' }, note, signature)).toBe(false);
    expect(await isBy({ ...key, type: 4 }, note, signature)).toBe(false);
  });

  it('has one form', () => {
    const wrong = [body, `${body}\n`, whole.slice(0, -1), `${whole}\n`, whole.replace('\u2014', '-'), whole.replace('\u2014 ', '\u2014'),
      whole.replace('PeterNeumann', 'Peter Neumann'), whole.replace('PeterNeumann', 'Peter+Neumann'), whole.replace('PeterNeumann', ''),
      whole.replace('AM=', 'AN='), whole.replace(/x08.*/, 'x08g'), whole.replaceAll('\n', '\r\n'), whole.replace('If', '\u0007'),
      whole.replace('If', '\ud800'), `${body}\n${whole.slice(body.length + 1).repeat(101)}`];
    for (const text of wrong) expect(noteFrom(text), JSON.stringify(text.slice(0, 200))).toBeUndefined();
  });

  it('of a witness says a time', async () => {
    const log = smallLog();
    const checkpoint = checkpointFrom(log.checkpoints.get(13) as string);
    const [own, other] = checkpoint?.signatures ?? [];
    if (!checkpoint || !own || !other) throw new Error('not read');
    expect(await isBy(keyFrom(first.vkey) as Key, checkpoint, own)).toBe(true);
    expect(await isBy(keyFrom(archive.vkey) as Key, checkpoint, other)).toBe(true);
    expect(timeOf(other)).toBe(1_790_000_000);
    other.bytes[7] = (other.bytes[7] as number) ^ 1;
    expect(await isBy(keyFrom(archive.vkey) as Key, checkpoint, other), 'the time is signed').toBe(false);
  });
});

describe('a key', () => {
  it('has one form, and an id of its own', () => {
    const { vkey } = first;
    expect(keyFrom(vkey)).toMatchObject({ text: vkey, name: smallLog().origin, type: 1 });
    const id = vkey.split('+')[1] as string;
    const wrong = ['', vkey.slice(1), vkey.slice(0, -1), `${vkey} `, vkey.replace(id, id.toUpperCase().replace(/^[^A-F]*$/, 'A')),
      vkey.replace('+A', '+B'), vkey.replace(id, '00000000'), `${vkey}+`, vkey.replace('ckl/', 'ckl /'), vkey.replace('ckl/', 'ckl\n')];
    for (const text of wrong) expect(keyFrom(text), JSON.stringify(text)).toBeUndefined();
  });
});

describe('a checkpoint', () => {
  const body = `ckl/x\n7\n${nodes().toString('base64')}\n`;
  const line = first.sign(body);

  it('is three lines and no more', () => {
    expect(checkpointFrom(`${body}\n${line}`)).toMatchObject({ origin: 'ckl/x', size: 7 });
    const bodies = [`${body}extra\n`, `${body}\n`, `\n${body}`, body.replace('7', '07'), body.replace('7', '-7'),
      body.replace('7', '9007199254740993'), body.replace('=', ''), body.replace('ckl/x', '')];
    const wrong = [body, ...bodies.map((one) => `${one}\n${line}`)];
    for (const text of wrong) expect(checkpointFrom(text), JSON.stringify(text)).toBeUndefined();
  });
});

// Command posts and gateways of the stand-in server: all well, until a scene says otherwise.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { ListGatewaysResponseSchema } from '../../src/gen/ckl/v1/services/gateway_pb';
import { ListPostsResponseSchema } from '../../src/gen/ckl/v1/services/workspace_pb';
import { stamp } from '../../src/state/time';
import { create, toBinary } from '../../src/wire/codec';
import { startTime } from './world';

const since = (minutes: number) => stamp(startTime + minutes * 60_000);
const used = { sv: 'används', en: 'in use' };
const waits = { sv: 'reserv', en: 'reserve' };
const back = { sv: 'provlarmet kom tillbaka 14:51 efter 2,1 s', en: 'the test alarm came back 14:51 after 2.1 s' };

export class FakePresence {
  /** How often each was asked for. */
  asked = { posts: 0, gateways: 0 };
  posts: MessageInitShape<typeof ListPostsResponseSchema> = {
    posts: [
      { post: 'ckl-1', name: { sv: 'Stadshuset', en: 'City Hall' }, expected: true, connections: 2, since: since(3), version: '0.9.1', staffing: 9 },
      { post: 'ckl-2', name: { sv: 'Reservplatsen', en: 'The reserve' }, expected: true, connections: 1, since: since(4), version: '0.9.1', staffing: 2 },
    ],
    unnamed: 3,
  };
  gateways: MessageInitShape<typeof ListGatewaysResponseSchema> = {
    gateways: [
      { gateway: 'sms-1', kind: 'sms', use: 1, words: used, testAlarm: { words: back } },
      { gateway: 'sms-2', kind: 'sms', use: 2, reserve: true, words: waits },
      { gateway: 'smtp', kind: 'mail', use: 1, words: used },
      { gateway: 'sip', kind: 'voice', use: 1, words: used },
    ],
  };

  answerPosts(): Uint8Array {
    this.asked.posts += 1;
    return toBinary(ListPostsResponseSchema, create(ListPostsResponseSchema, this.posts));
  }

  answerGateways(): Uint8Array {
    this.asked.gateways += 1;
    return toBinary(ListGatewaysResponseSchema, create(ListGatewaysResponseSchema, this.gateways));
  }

  /** A post that should be there is away, another lags, and two kinds of gateway are in trouble. */
  trouble(): void {
    const [first, second] = this.posts.posts ?? [];
    this.posts = {
      posts: [
        { ...first, behind: 3n },
        { ...second, connections: 0, staffing: 0, since: since(7) },
        { post: 'ckl-3', name: { sv: 'Tekniska nämndhuset', en: 'The technical building' }, expected: true },
        { post: 'bilen', connections: 1, since: since(6), version: '0.9.0' },
      ],
      unnamed: 1,
    };
    const lost = { sv: 'svarar inte sedan 14:52, prövas igen 14:57', en: 'has not answered since 14:52, tried again 14:57' };
    const [, sms2, mail, voice] = this.gateways.gateways ?? [];
    this.gateways = {
      gateways: [
        { gateway: 'sms-1', kind: 'sms', use: 3, words: lost },
        { ...sms2, use: 1, words: used },
        { ...mail },
        { ...voice, use: 5, words: { sv: 'svarar inte sedan 14:49', en: 'has not answered since 14:49' } },
      ],
      waiting: [{ kind: 'voice', callout: 4, information: 8 }],
    };
  }
}

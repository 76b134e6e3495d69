// Command posts and gateways of the stand-in server: all well, until a scene says otherwise.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { type GatewayStatus, GatewayStatusSchema, ListGatewaysResponseSchema, WaitingMessagesSchema } from '../../src/gen/ckl/v1/services/gateway_pb';
import { ListPostsResponseSchema, type PostStatus, PostStatusSchema } from '../../src/gen/ckl/v1/services/workspace_pb';
import { stamp } from '../../src/state/time';
import { create, toBinary } from '../../src/wire/codec';
import { startTime } from './world';

const since = (minutes: number) => stamp(startTime + minutes * 60_000);
const post = (init: MessageInitShape<typeof PostStatusSchema>): PostStatus => create(PostStatusSchema, init);
const gateway = (init: MessageInitShape<typeof GatewayStatusSchema>): GatewayStatus => create(GatewayStatusSchema, init);
const used = { sv: 'används', en: 'in use' };
const waits = { sv: 'reserv', en: 'reserve' };
const back = { sv: 'provlarmet kom tillbaka 14:51 efter 2,1 s', en: 'the test alarm came back 14:51 after 2.1 s' };

const hall = { post: 'ckl-1', name: { sv: 'Stadshuset', en: 'City Hall' }, expected: true, since: since(3), version: '0.9.1', staffing: 9 };
const reserve = { post: 'ckl-2', name: { sv: 'Reservplatsen', en: 'The reserve' }, expected: true };
const sms1 = { gateway: 'sms-1', kind: 'sms' };
const mail = gateway({ gateway: 'smtp', kind: 'mail', use: 1, words: used });

export class FakePresence {
  /** How often each was asked for. */
  asked = { posts: 0, gateways: 0 };
  posts = [post({ ...hall, connections: 2 }), post({ ...reserve, connections: 1, since: since(4), version: '0.9.1', staffing: 2 })];
  gateways = [
    gateway({ ...sms1, use: 1, words: used, testAlarm: { words: back } }),
    gateway({ gateway: 'sms-2', kind: 'sms', use: 2, reserve: true, words: waits }),
    mail,
    gateway({ gateway: 'sip', kind: 'voice', use: 1, words: used }),
  ];
  waiting = [create(WaitingMessagesSchema, {})];

  answerPosts(): Uint8Array {
    this.asked.posts += 1;
    return toBinary(ListPostsResponseSchema, create(ListPostsResponseSchema, { posts: this.posts, unnamed: 3 }));
  }

  answerGateways(): Uint8Array {
    this.asked.gateways += 1;
    const { gateways, waiting } = this;
    return toBinary(ListGatewaysResponseSchema, create(ListGatewaysResponseSchema, { gateways, waiting }));
  }

  /** A post that should be there is away, another lags, and two kinds of gateway are in trouble. */
  trouble(): void {
    this.posts = [
      post({ ...hall, connections: 1, behind: 3n }),
      post({ ...reserve, since: since(7) }),
      post({ post: 'ckl-3', name: { sv: 'Tekniska nämndhuset', en: 'The technical building' }, expected: true }),
      post({ post: 'bilen', connections: 1, since: since(6), version: '0.9.0' }),
    ];
    this.gateways = [
      gateway({ ...sms1, use: 3, words: { sv: 'svarar inte sedan 14:52, prövas igen 14:57', en: 'silent since 14:52, tried again 14:57' } }),
      gateway({ gateway: 'sms-2', kind: 'sms', use: 1, reserve: true, words: used }),
      mail,
      gateway({ gateway: 'sip', kind: 'voice', use: 5, words: { sv: 'svarar inte sedan 14:49', en: 'silent since 14:49' } }),
    ];
    this.waiting = [create(WaitingMessagesSchema, { kind: 'voice', callout: 4, information: 8 })];
  }
}

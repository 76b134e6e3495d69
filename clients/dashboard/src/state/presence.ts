// The command posts (ledningsplatser) and the gateways (portar), asked for while somebody looks, and at once when the log tells of them.
import { effect } from '@preact/signals';
import {
  type GatewayStatus,
  GatewayUse,
  ListGatewaysRequestSchema,
  type ListGatewaysResponse,
  ListGatewaysResponseSchema,
} from '../gen/ckl/v1/services/gateway_pb';
import { ListPostsRequestSchema, ListPostsResponseSchema, type PostStatus } from '../gen/ckl/v1/services/workspace_pb';
import { method } from '../net/connect';
import { Asked } from './asked';
import { workspace } from './store';
import { entries } from './timeline';

const listPosts = method('WorkspaceService/ListPosts', ListPostsRequestSchema, ListPostsResponseSchema);
const listGateways = method('GatewayService/ListGateways', ListGatewaysRequestSchema, ListGatewaysResponseSchema);

export const posts = new Asked(() => listPosts({ workspace }));
export const gateways = new Asked(() => listGateways({ workspace }));

const tellsOfPosts = new Set(['postLost', 'postReturned']);
const tellsOfGateways = new Set(['gatewayLost', 'gatewayRecovered', 'gatewayPinned', 'gatewayReleased']);
/** So many of the newest entries are looked at: what came since the last picture. */
const looked = 40;

let through = 0n;

/** Runs for as long as the page: the sets are small and nothing is kept of the entries. */
effect(() => {
  const fresh = entries.value.slice(0, looked).filter((entry) => entry.sequence > through);
  through = fresh[0]?.sequence ?? through;
  const tells = (cases: Set<string>) => fresh.some(({ event }) => event.case !== undefined && cases.has(event.case));
  if (tells(tellsOfPosts)) posts.now();
  if (tells(tellsOfGateways)) gateways.now();
});

export const isAway = (post: PostStatus): boolean => post.connections === 0;

/** Those that should be there and are not, then the other ones that are away, then those that lag the most. */
export function postsByNeed(all: readonly PostStatus[]): PostStatus[] {
  const need = (post: PostStatus) => Number(isAway(post)) * (post.expected ? 2 : 1);
  return [...all].sort((a, b) => need(b) - need(a) || Number(b.behind - a.behind));
}

/** A kind of gateway, as whoever is to be reached has it. */
export interface KindHealth {
  kind: string;
  gateways: GatewayStatus[];
  /** Does not work, or is used although it does not. */
  lost: GatewayStatus[];
  /** A test alarm has not come back, and two lose the gateway. */
  doubted: GatewayStatus[];
  /** None of the kind works. */
  dead: boolean;
  /** What waits to be sent, counted while the kind is in trouble. */
  waiting: number;
}

const lostUses: readonly GatewayUse[] = [GatewayUse.LOST, GatewayUse.TRIED, GatewayUse.LAST_RESORT];

export const inTrouble = ({ lost, doubted }: KindHealth): boolean => lost.length + doubted.length > 0;

/** Kinds in trouble first, and of those the ones with no way out. */
export function healthByKind({ gateways: all, waiting }: Pick<ListGatewaysResponse, 'gateways' | 'waiting'>): KindHealth[] {
  const kinds = [...new Set(all.map(({ kind }) => kind))].map((kind): KindHealth => {
    const own = all.filter((one) => one.kind === kind);
    const lost = own.filter(({ use }) => lostUses.includes(use));
    const doubted = own.filter((one) => !lost.includes(one) && (one.testAlarm?.absences ?? 0) > 0);
    const held = waiting.find((one) => one.kind === kind);
    return {
      kind, gateways: own, lost, doubted, dead: lost.length === own.length,
      waiting: held ? held.callout + held.relief + held.information : 0,
    };
  });
  const weight = (one: KindHealth) => Number(one.dead) * 2 + Number(inTrouble(one));
  return kinds.sort((a, b) => weight(b) - weight(a));
}

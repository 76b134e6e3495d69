// The command posts (ledningsplatser) with their lag, and the channels in plain words: trouble first, and one line when all is well.
import { useEffect } from 'preact/hooks';
import type { PostStatus } from '../gen/ckl/v1/services/workspace_pb';
import { gateways, healthByKind, inTrouble, isAway, type KindHealth, posts, postsByNeed } from '../state/presence';
import { ms } from '../state/time';
import { say } from '../text';
import { channelName } from '../text/tell';
import { tw } from '../text/wall';
import { atWords } from '../ui/countdown';
import { Icon } from '../ui/icons';

export const postName = (post: PostStatus): string => say(post.name) || post.post;
export const behindWords = (post: PostStatus): string => tw().posts.behind(String(post.behind));

export function Posts() {
  useEffect(() => posts.use(), []);
  const words = tw().posts;
  const known = posts.value.value;
  const failed = posts.failure.value;
  if (!known && failed !== 'unreachable') return null;
  const list = postsByNeed(known?.posts ?? []);
  return (
    <section aria-labelledby="posts-title" class="posts">
      <h2 id="posts-title">
        {words.title} {list.length > 0 && <span class="count">{list.length}</span>}
      </h2>
      <div class="card">
        {failed && <p class="quiet">{words.failed}</p>}
        {known && list.length === 0 && <p class="quiet">{words.none}</p>}
        <ul>
          {list.map((post) => (
            <Post key={post.post} post={post} />
          ))}
        </ul>
        {known && known.unnamed > 0 && <p class="quiet">{words.unnamed(known.unnamed)}</p>}
      </div>
    </section>
  );
}

export function awayWords(post: PostStatus): string {
  const since = ms(post.since);
  return since === undefined ? tw().posts.never : tw().posts.away(atWords(since));
}

function Post({ post }: { post: PostStatus }) {
  const words = tw().posts;
  const away = isAway(post);
  const since = ms(post.since);
  const more = [
    !away && since !== undefined && words.connected(atWords(since)),
    !away && post.staffing > 0 && words.staffing(post.staffing),
    post.version && words.version(post.version),
  ].filter(Boolean);
  return (
    <li class={away ? 'post post-away' : 'post'}>
      <Icon name={away ? 'broken' : post.behind > 0n ? 'late' : 'check'} />
      <span>
        <strong>{postName(post)}</strong>{' '}
        <span class={away || post.behind > 0n ? 'warning' : ''}>
          {away ? awayWords(post) : post.behind > 0n ? behindWords(post) : words.inStep}
        </span>
        {more.length > 0 && <span class="quiet block-line">{more.join(' · ')}</span>}
      </span>
    </li>
  );
}

export const kindsOf = (list: KindHealth[]): string => list.map(({ kind }) => channelName(kind)).join(', ');

export function Gateways() {
  useEffect(() => gateways.use(), []);
  const words = tw().gateways;
  const known = gateways.value.value;
  const failed = gateways.failure.value;
  if (!known && failed !== 'unreachable') return null;
  const kinds = known ? healthByKind(known) : [];
  const ill = kinds.filter(inTrouble);
  return (
    <section aria-labelledby="gateways-title" class="gateways">
      <h2 id="gateways-title">
        {words.title} {ill.length > 0 && <span class="count">{ill.length}</span>}
      </h2>
      <div class="card">
        {failed && <p class="quiet">{words.failed}</p>}
        {ill.map((one) => (
          <Kind key={one.kind} health={one} />
        ))}
        {known && kinds.length === 0 && <p class="quiet">{words.none}</p>}
        {kinds.length > 0 && ill.length === 0 && (
          <p class="well">
            <Icon name="check" /> {words.well(kindsOf(kinds))}
          </p>
        )}
        {kinds.length > 0 && (
          <details>
            <summary>{words.all}</summary>
            <ul>
              {kinds.flatMap((one) => one.gateways).map((gateway) => (
                <li key={gateway.gateway} class="gateway">
                  <strong>
                    {channelName(gateway.kind)}: {gateway.gateway}
                  </strong>{' '}
                  {say(gateway.words)}
                  {gateway.testAlarm?.words && <span class="quiet block-line">{say(gateway.testAlarm.words)}</span>}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </section>
  );
}

function Kind({ health }: { health: KindHealth }) {
  const words = tw().gateways;
  const { kind, dead, lost, doubted, waiting } = health;
  return (
    <div class="post post-away">
      <Icon name={dead ? 'broken' : 'late'} />
      <span>
        <strong>{channelName(kind)}</strong> <span class="warning">{dead ? words.noneLeft : lost.length > 0 ? words.reserve : ''}</span>
        {[...lost, ...doubted].map((one) => (
          <span key={one.gateway} class="block-line">
            {one.gateway}: {say(lost.includes(one) ? one.words : one.testAlarm?.words)}
          </span>
        ))}
        {waiting > 0 && <span class="block-line">{words.waiting(waiting)}</span>}
      </span>
    </div>
  );
}

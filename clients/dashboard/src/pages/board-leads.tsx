// Who leads what (vem leder vad): a line for each open incident and each area that is led by another than its own nämnd.
import type { ComponentChildren } from 'preact';
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { nowSeconds } from '../state/clock';
import { type LeadLine, leadLines } from '../state/leads';
import { t } from '../text';
import { numberedNameOf, unitName } from '../text/tell';
import { tw } from '../text/wall';
import { At } from '../ui/countdown';
import { Icon, LevelShape } from '../ui/icons';

export const leadLinesNow = (now: WorkspaceImage): LeadLine[] => leadLines(now, (nowSeconds.value ?? 0) * 1000);

export function Leads({ now }: { now: WorkspaceImage }) {
  const lines = leadLinesNow(now);
  const words = tw().leads;
  if (lines.length === 0) return null;
  const heads = [words.what, words.leads, words.supports, words.informed];
  return (
    <section aria-labelledby="leads-title" class="leads lead-matrix">
      <h2 id="leads-title">
        {words.title} <span class="count">{lines.length}</span>
      </h2>
      <div class="card">
        <table class="cards">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.id} line={line} now={now} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface LineProps {
  line: LeadLine;
  now: WorkspaceImage;
}

export function areaName(now: WorkspaceImage, { incident, unit, parts }: LeadLine): string {
  if (incident) return numberedNameOf(incident);
  const name = unitName(now, unit);
  return parts.length > 0 ? `${name}: ${parts.join(', ')}` : tw().leads.whole(name);
}

function Line({ line, now }: LineProps) {
  const words = tw().leads;
  const names = (ids: string[]) => ids.map((id) => unitName(now, id));
  return (
    <tr>
      <th scope="row">
        <span class="lead-area">
          {line.incident && <LevelShape level={line.level} />}
          <span>
            {areaName(now, line)}
            {line.incident && <span class="sr-only">, {t().level[line.level]}</span>}
          </span>
        </span>
      </th>
      <Cell head={words.leads}>
        {line.leader ? (
          <strong>{unitName(now, line.leader)}</strong>
        ) : (
          <span class="tag tag-warning">
            <Icon name="late" /> {words.nobody}
          </span>
        )}
        {line.since !== undefined && (
          <span class="quiet block-line">
            {words.since('')}
            <At time={line.since} />
            {line.review !== undefined && (
              <>
                {', '}
                {words.review('')}
                <At time={line.review} />
              </>
            )}
          </span>
        )}
      </Cell>
      <Cell head={words.supports}>{names(line.supports).concat(names(line.asked).map(words.asked)).join(', ')}</Cell>
      <Cell head={words.informed}>{names(line.informed).join(', ')}</Cell>
    </tr>
  );
}

/** On a telephone each line is a card, and the head stands in the cell. */
function Cell({ head, children }: { head: string; children: ComponentChildren }) {
  return (
    <td class={children ? '' : 'cell-empty'}>
      <span class="cell-head" aria-hidden="true">
        {head}
      </span>
      <div>{children || <span class="quiet">{tw().leads.none}</span>}</div>
    </td>
  );
}

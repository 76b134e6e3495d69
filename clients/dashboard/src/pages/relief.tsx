// Relief: who relieves whom for the next three days, position by position; whoever runs dry first stands first.
import { nowSeconds } from '../state/clock';
import { endurances } from '../state/relief';
import { image } from '../state/store';
import { ts } from '../text/staffing';
import { Loading } from '../ui/loading';
import { SubNav } from '../ui/subnav';
import { IncidentLine, ReliefCard } from './relief-card';
import { reliefId } from './relief-forecast';
import { OwnRelief } from './relief-own';

export function Relief() {
  const now = image.value;
  const seconds = nowSeconds.value;
  const words = ts().relief;
  if (!now || seconds === undefined) return <Loading />;
  const at = seconds * 1000;
  const rows = endurances(now, at);
  const incidents = new Set(rows.map((row) => row.incident));
  return (
    <div class="callouts">
      <h1>{words.title}</h1>
      <SubNav />
      <OwnRelief now={now} />
      {rows.length === 0 ? (
        <div class="empty-page">
          <p>
            <strong>{words.none}</strong> {words.noneLead}
          </p>
        </div>
      ) : (
        <>
          <p class="lead">{words.lead}</p>
          {incidents.size === 1 && [...incidents].map((id) => <IncidentLine key={id} now={now} id={id} />)}
          <p class="legend" aria-hidden="true">
            <span class="legend-staffed" /> {words.legendStaffed} <span class="legend-short" /> {words.legendShort}
          </p>
          <div class="relief-cards">
            {rows.map((row) => (
              <ReliefCard key={reliefId(row)} row={row} named={incidents.size > 1} now={now} at={at} />
            ))}
          </div>
        </>
      )}
    </div>
  );
}

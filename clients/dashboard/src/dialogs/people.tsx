// Choosing a person: those who come into question first, the rest of the organisation after them.
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { personName } from '../text/tell';

type Option = readonly [string, string];

export function personOptions(now: WorkspaceImage, first: readonly string[] = []): Option[] {
  const near = [...new Set(first)];
  const rest = (now.organisation?.persons ?? []).map((one) => one.id).filter((id) => !near.includes(id));
  const name = (id: string): Option => [id, personName(now, id)];
  return [...near.map(name), ...rest.map(name).sort((a, b) => a[1].localeCompare(b[1], 'sv'))];
}

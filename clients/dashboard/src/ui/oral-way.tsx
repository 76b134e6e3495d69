// How a decision is made when this page can not send it: orally, with a registrar and a witness.
import { td } from '../text/decisions';
import { PhoneNumbers } from './phone-numbers';

export function OralWay() {
  const words = td().oral;
  return (
    <section class="offline oral-way">
      <h2>{words.way}</h2>
      <p>{words.wayLead}</p>
      <ol>
        {words.waySteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <PhoneNumbers />
    </section>
  );
}

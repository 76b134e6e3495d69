// The part of the stand-in server that the telephone's page asks, in JSON.
import { organisation } from './world';

interface Answer { status: number; body: unknown }

export class FakePush {
  /** Empty when the server sends no push messages. A point of the curve: browsers look. */
  publicKey = 'BCVxsr7N/eNgVRqvHtD0zTZsEc6+VV+JvLexhqUzORcxaOzi6+AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4=';
  endpoints: string[] = [];
  lost: string[] = [];
  rung = true;
  refuses = false;
  /** What browsers have given. */
  readonly given: Record<string, string>[] = [];

  answer(path: string, text: string, person: string): Answer {
    const body = JSON.parse(text) as Record<string, string>;
    const endpoint = body['endpoint'] ?? '';
    switch (path.slice(path.lastIndexOf('/') + 1)) {
      case 'WhoAmI': {
        const name = organisation.persons.find((one) => one.id === person)?.name;
        return { status: 200, body: { person: { name, ladder: [{ channel: 'sms' }, ...(this.rung ? [{ channel: 'push' }] : [])] } } };
      }
      case 'GetPush':
        return { status: 200, body: { publicKey: this.publicKey, endpoints: this.endpoints, lost: this.lost } };
      case 'SubscribePush':
        if (this.refuses) return refusal;
        this.given.push(body);
        this.endpoints.push(endpoint);
        this.lost = [];
        return { status: 200, body: {} };
      case 'UnsubscribePush':
        this.endpoints = this.endpoints.filter((one) => one !== endpoint);
        this.lost = this.lost.filter((one) => one !== endpoint);
        return { status: 200, body: {} };
      default:
        return { status: 404, body: {} };
    }
  }
}

const refusal: Answer = {
  status: 400,
  body: { code: 'invalid_argument', details: [{ type: 'ckl.v1.Rejection', debug: { breaches: [{
    message: { sv: 'Webbläsarens prenumeration kan inte användas.', en: 'The browser\u2019s subscription is unusable.' },
    whatNow: { sv: 'Stäng av och slå på.', en: 'Turn it off and on.' },
  }] } }] },
};

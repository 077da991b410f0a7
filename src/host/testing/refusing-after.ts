import type { Http } from '../ports.ts';

/** A service that does an operation and then says no, with this exception: as Cognito does where a code can't be sent. */
export function refusingAfter(operation: string, code: string): (service: Http) => Http {
  return (service) => ({
    async send(request, signal) {
      const outcome = await service.send(request, signal);
      const isIt = request.headers.some(
        ([name, value]) => name.toLowerCase() === 'x-amz-target' && value.endsWith(`.${operation}`),
      );
      if (!isIt || !outcome.ok) return outcome;
      const body = new TextEncoder().encode(JSON.stringify({ __type: code, message: 'Said afterwards.' }));
      return { ...outcome, status: 400, headers: [['x-amzn-errortype', code]], body };
    },
  });
}

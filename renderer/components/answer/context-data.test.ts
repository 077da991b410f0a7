import { expect, test } from 'vitest';
import { headersOf, withHeaders, withText } from './context-data.ts';

test('a text makes it what the model wants, with a list of headers, and its end takes it out', () => {
  const one = withText({}, 'ServerName', 'app.example.com') ?? {};
  expect(JSON.stringify(one)).toBe('{"ServerName":"app.example.com","HttpHeaders":[]}');
  const two = withText(one, 'IpAddress', '203.0.113.9') ?? {};
  expect(Object.keys(two)).toEqual(['IpAddress', 'ServerName', 'HttpHeaders']);
  expect(withText(one, 'ServerName', '')).toBeUndefined();
});

test('headers are a list of names and values, and back', () => {
  const context = withHeaders({ IpAddress: '203.0.113.9' }, { 'User-Agent': 'a', Cookie: 'b' }) ?? {};
  expect(context['HttpHeaders']).toEqual([
    { headerName: 'User-Agent', headerValue: 'a' },
    { headerName: 'Cookie', headerValue: 'b' },
  ]);
  expect(headersOf(context)).toEqual({ 'User-Agent': 'a', Cookie: 'b' });
  expect(withHeaders({}, {})).toBeUndefined();
});

test('what a person wrote in the JSON instead is left alone', () => {
  expect(headersOf({ HttpHeaders: 'none' })).toEqual({});
  expect(headersOf({ HttpHeaders: [1, { headerName: 'A' }, { headerValue: 'b' }] })).toEqual({ A: '' });
  expect(withText({ Other: 1, HttpHeaders: 'none' }, 'IpAddress', 'a')).toEqual({
    ...{ IpAddress: 'a', HttpHeaders: 'none', Other: 1 },
  });
});

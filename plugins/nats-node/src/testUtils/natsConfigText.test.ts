import { natsConfigText } from './natsConfigText';

describe('natsConfigText', () => {
  it('quotes every string, so that none is a variable, a number or an include', () => {
    expect(
      natsConfigText({
        server_name: 'n1',
        password: '$ECRET "1" include',
        port: 4222,
        jetstream: true,
        tls: undefined,
        users: [{ user: 'a' }, 'b'],
      }),
    ).toBe(`server_name: "n1"
password: "$ECRET \\"1\\" include"
port: 4222
jetstream: true
users: [
  {
    user: "a"
  }
  "b"
]
`);
  });
});

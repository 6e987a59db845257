const CONDITIONAL = /\r\nif-none-match:/i;
const LENGTH = /\r\ncontent-length: *(\d+)/i;

/**
 * HTTP/1.1 as far as the clients speak it, straight on a socket: node:http would take more time per response than the
 * fastest clients do, and the benchmark would measure the server.
 */
export function bare(service) {
  return (socket) => {
    let received = '';
    service.counters.sockets += 1;
    socket.setNoDelay(true);
    socket.on('error', () => {}); // a client that ends is no matter
    socket.on('data', (chunk) => {
      received += chunk.latin1Slice();
      for (let end = received.indexOf('\r\n\r\n'); end >= 0; end = received.indexOf('\r\n\r\n')) {
        const head = received.slice(0, end);
        const whole = end + 4 + Number(LENGTH.exec(head)?.[1] ?? 0);
        if (received.length < whole) return;
        received = received.slice(whole);
        const path = head.slice(head.indexOf(' ') + 1, head.indexOf(' HTTP/'));
        socket.write(service.answer(path, CONDITIONAL.test(head)).wire);
      }
    });
  };
}

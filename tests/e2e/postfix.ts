// Postfix and Dovecot as Debian ships them, two ordinary processes in a folder of their own, ended by their ids: Postfix takes what
// the server sends and bounces what it can't deliver, Dovecot shows the mailboxes over IMAP. Postfix starts as root only.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child, until } from './child.ts';

export const POST = { domain: 'prov.example', box: 'studs', password: 'provlosenord' };
// Both start as root only; a developer who is not root is asked for nothing, as when ./dev installs packages.
const SUDO = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
const asRoot = (...words: string[]): [string, string[]] => {
  const [program = '', ...rest] = [...SUDO, ...words];
  return [program, rest];
};
const OWNER = process.getuid?.() || 5000;  // of the mailboxes; no account of that number is needed

interface Ports { smtp: number; imap: number; imaps: number }

// Every known receiver has a mailbox. What the server has taken and then finds no mailbox for bounces; `stumm.example` never
// answers: a warning after a second, given up after ten. Nothing leaves this machine: what is for anywhere else is thrown away.
const main = (folder: string, boxes: string[]): string => `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = ${folder}/postfix.log
maillog_file_prefixes = ${tmpdir()}
mail_owner = postfix
setgid_group = postdrop
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
inet_interfaces = loopback-only
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
myhostname = mail.${POST.domain}
mydestination =
recipient_delimiter = +
smtpd_reject_unlisted_recipient = no
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_tls_cert_file = ${folder}/cert.pem
smtpd_tls_key_file = ${folder}/key.pem
smtpd_tls_security_level = may
virtual_mailbox_domains = ${POST.domain}
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = inline:{${boxes.map((box) => `${box}@${POST.domain}=${box}/Maildir/`).join(', ')}}
virtual_uid_maps = static:${OWNER}
virtual_gid_maps = static:${OWNER}
transport_maps = inline:{stumm.example=smtp:[127.0.0.1]:1, {nekad.example=error:5.7.1 not welcome}}
default_transport = discard:
delay_warning_time = 1s
maximal_queue_lifetime = 10s
bounce_queue_lifetime = 10s
queue_run_delay = 2s
minimal_backoff_time = 2s
maximal_backoff_time = 3s
`;

const master = (ports: Ports): string => `127.0.0.1:${ports.smtp} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
discard unix - - n - - discard
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
tlsmgr unix - - n 1000? 1 tlsmgr
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;

const dovecot = (folder: string, ports: Ports): string => `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = yes
mail_location = maildir:${folder}/mail/%u/Maildir
first_valid_uid = 500
passdb {
  driver = static
  args = password=${POST.password}
}
userdb {
  driver = static
  args = uid=${OWNER} gid=${OWNER} home=${folder}/mail/%u
}
service imap-login {
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
`;

export class PostOffice {
  private postfix: Child | undefined;
  private dovecot: Child | undefined;

  private constructor(readonly folder: string, private readonly ports: Ports) {}

  static async start(ports: Ports, boxes: string[]): Promise<PostOffice> {
    const folder = mkdtempSync(join(tmpdir(), 'ckl-post-'));
    chmodSync(folder, 0o755);
    const office = new PostOffice(folder, ports);
    for (const each of ['queue', 'data', 'mail', 'etc', 'run', 'state']) mkdirSync(join(folder, each));
    execFileSync(...asRoot('chown', 'postfix', join(folder, 'data')));
    execFileSync(...asRoot('chown', '-R', `${OWNER}:${OWNER}`, join(folder, 'mail')));
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
      '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1',
      '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')], { stdio: 'ignore' });
    writeFileSync(join(folder, 'etc/main.cf'), main(folder, [POST.box, ...boxes]));
    writeFileSync(join(folder, 'etc/master.cf'), master(ports));
    writeFileSync(join(folder, 'dovecot.conf'), dovecot(folder, ports));
    execFileSync(...asRoot('chown', '-R', '0:0', join(folder, 'queue'), join(folder, 'etc')));
    await office.startPostfix();
    await office.startDovecot();
    return office;
  }

  private async startPostfix(): Promise<void> {
    this.postfix = new Child('postfix', ...asRoot('/usr/sbin/postfix', '-c', join(this.folder, 'etc'), 'start-fg'));
    await this.listens(this.postfix, this.ports.smtp);
  }

  async startDovecot(): Promise<void> {
    this.dovecot = new Child('dovecot', ...asRoot('/usr/sbin/dovecot', '-F', '-c', join(this.folder, 'dovecot.conf')));
    await this.listens(this.dovecot, this.ports.imaps);
  }

  async stopDovecot(): Promise<void> { await this.dovecot?.stop(); }

  private async listens(child: Child, port: number): Promise<void> {
    await until(`${child.name} listens`, async () => {
      if (!child.running) throw child.trouble('ended');
      return new Promise<true | undefined>((resolve) => {
        const socket = createConnection(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
        socket.on('error', () => resolve(undefined));
      });
    });
  }

  get certificate(): string { return join(this.folder, 'cert.pem'); }

  // The mails in a mailbox, each with its file's name, where Maildir keeps the flags.
  mails(box: string): { file: string; text: string }[] {
    return ['new', 'cur'].flatMap((part) => {
      const folder = join(this.folder, 'mail', box, 'Maildir', part);
      try {
        return readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
      } catch { return []; }
    });
  }

  // A mail from somewhere else.
  write(to: string, mail: string): void {
    execFileSync('/usr/bin/python3', ['-c', `import smtplib, sys
smtplib.SMTP("127.0.0.1", ${this.ports.smtp}).sendmail("nobody@x.example", sys.argv[1], sys.argv[2].encode())`, to, mail]);
  }

  async stop(): Promise<void> {
    await this.dovecot?.stop();
    // `start-fg` is a shell that waits: what it waits for is asked to end by its id, which Postfix itself has noted.
    if (this.postfix?.running) execFileSync(...asRoot('/usr/sbin/postfix', '-c', join(this.folder, 'etc'), 'stop'), { stdio: 'ignore' });
    await this.postfix?.stop();
    if (!process.env['CKL_KEEP']) execFileSync(...asRoot('rm', '-rf', '--one-file-system', this.folder));
  }
}

import { execFileSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { isRoot, owner } from './dovecot-owner.js';

/** What a Dovecot 2.3 in a folder of its own is told; `oauth` is a passdb that stands before the passwords, or empty. */
export const dovecotConfiguration = (
  folder: string,
  ports: { imap: number; imaps: number; lmtp: number },
  { tls, oauth }: { tls: boolean; oauth: string },
): string => {
  const user = isRoot ? owner.name : userInfo().username;
  const group = isRoot ? owner.group : execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
  return `
protocols = imap lmtp
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
ssl = ${tls ? 'yes' : 'no'}
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = no
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%n
mail_fsync = never
mailbox_idle_check_interval = 1 secs
auth_mechanisms = plain login${oauth === '' ? '' : ' xoauth2 oauthbearer'}
auth_failure_delay = 1 secs${oauth}
passdb {
  driver = passwd-file${oauth === '' ? '' : '\n  mechanisms = plain login'}
  args = username_format=%n ${folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%n ${folder}/users
  default_fields = uid=${user} gid=${group} home=${folder}/mail/%n
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${tls ? ports.imaps : 0}
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
protocol imap {
  mail_max_userip_connections = 50
}
protocol lmtp {
  auth_username_format = %n
  postmaster_address = postmaster@test.invalid
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
}
`;
};

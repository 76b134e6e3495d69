// Passkeys and signatures: events.
#include "codec/codec.hpp"
#include "codec/events.hpp"
#include "codec/parts.hpp"

namespace ckl::codec {

void write(const domain::PasskeyChanged& from, v1::PasskeyChanged& to) {
  to.set_holder(from.holder.value);
  to.set_change(wire(from.change));
  to.set_key(from.key);
  to.set_public_key(from.public_key);
}

void read(const v1::PasskeyChanged& from, domain::PasskeyChanged& to, Reader& reader) {
  reader.complete(from);
  to.holder.value = from.holder();
  reader.choice(from.change(), to.change);
  to.key = from.key();
  to.public_key = from.public_key();
}

void write(const domain::DecisionSigned& from, v1::DecisionSigned& to) {
  to.set_text(from.text);
  to.set_log_size(from.log_size);
  to.set_log_head(from.log_head);
  to.set_nonce(from.nonce);
  to.set_authenticator_data(from.authenticator_data);
  to.set_client_data(from.client_data);
  to.set_signature(from.signature);
  to.set_public_key(from.public_key);
  to.set_key(from.key);
}

void read(const v1::DecisionSigned& from, domain::DecisionSigned& to, Reader& reader) {
  reader.complete(from);
  to.text = from.text();
  to.log_size = from.log_size();
  to.log_head = from.log_head();
  to.nonce = from.nonce();
  to.authenticator_data = from.authenticator_data();
  to.client_data = from.client_data();
  to.signature = from.signature();
  to.public_key = from.public_key();
  to.key = from.key();
}

}  // namespace ckl::codec

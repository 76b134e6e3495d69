#include "edge/grpc/status.hpp"

#include "ckl/v1/status.pb.h"
#include "codec/codec.hpp"
#include "edge/api/rejections.hpp"
#include "edge/api/status.hpp"

namespace ckl::edge::rpc {

::grpc::Status to_status(const domain::Rejection& rejection) {
  v1::Rejection detail;
  codec::encode(rejection, detail);
  v1::Status status;
  status.set_code(status_of(rejection.code).grpc);
  status.set_message(in_one_line(rejection));
  status.add_details()->PackFrom(detail);
  return {static_cast<::grpc::StatusCode>(status.code()), status.message(),
          status.SerializeAsString()};
}

}  // namespace ckl::edge::rpc

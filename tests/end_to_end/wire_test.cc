#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/ingest_service.pb.h"
#include "tests/process/process.h"

// What a server makes of bytes that no client of ours would send.

namespace stillwatch::tests {
namespace {

using ::testing::HasSubstr;

// A stream whose messages are bytes of the test's choice.
class RawStream {
 public:
  explicit RawStream(const std::string& address)
      : stub_(grpc::CreateChannel(address, grpc::InsecureChannelCredentials())),
        stream_(stub_.PrepareCall(&context_, "/stillwatch.v1.IngestService/StreamCalls", &queue_)) {
    stream_->StartCall(this);
    Wait();
  }

  void Write(const std::string& bytes) {
    grpc::Slice slice(bytes);
    stream_->Write(grpc::ByteBuffer(&slice, 1), this);
    Wait();
  }

  bool Read(v1::StreamCallsResponse* response) {
    grpc::ByteBuffer received;
    stream_->Read(&received, this);
    if (!Wait()) return false;
    grpc::Slice slice;
    EXPECT_TRUE(received.DumpToSingleSlice(&slice).ok());
    return response->ParseFromArray(slice.begin(), static_cast<int>(slice.size()));
  }

  grpc::Status Finish() {
    grpc::Status status;
    stream_->Finish(&status, this);
    Wait();
    return status;
  }

 private:
  bool Wait() {
    void* tag = nullptr;
    bool ok = false;
    return queue_.Next(&tag, &ok) && ok;
  }

  grpc::GenericStub stub_;
  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> stream_;
};

std::string GoodCall(const std::string& request_id) {
  v1::Call call;
  call.set_account_id("a");
  call.set_request_id(request_id);
  call.mutable_time()->set_seconds(1767571200);
  return call.SerializeAsString();
}

// `request` with one more call, of these bytes.
std::string With(const std::string& request, const std::string& call) {
  EXPECT_LT(call.size(), 128u);
  return absl::StrCat(request, "\x12", std::string(1, static_cast<char>(call.size())), call);
}

std::string Request(uint64_t sequence) {
  v1::StreamCallsRequest request;
  request.set_sequence(sequence);
  return request.SerializeAsString();
}

class Wire : public ::testing::Test {
 protected:
  Wire() : server_(NewFolder("store"), NewFolder("key") + "/key") {
    EXPECT_TRUE(server_.started());
  }

  TestServer server_;
};

TEST_F(Wire, AMalformedCallIsOneRejectedRecord) {
  RawStream stream(server_.address());
  std::string bad_text = GoodCall("3");
  bad_text[bad_text.find('a')] = '\xff';
  std::string request = With(Request(1), GoodCall("1"));
  request = With(request, GoodCall("2").substr(0, 8));
  request = With(request, bad_text);
  stream.Write(With(request, GoodCall("4")));
  v1::StreamCallsResponse response;
  ASSERT_TRUE(stream.Read(&response));
  EXPECT_EQ(response.durable_sequence(), 1u);
  EXPECT_EQ(response.accepted(), 2);
  ASSERT_EQ(response.rejected_size(), 2);
  EXPECT_EQ(response.rejected(0).index(), 1);
  EXPECT_EQ(response.rejected(0).field(), "");
  EXPECT_EQ(response.rejected(0).account_id(), "a");
  EXPECT_THAT(response.rejected(0).reason(), HasSubstr("not a valid"));
  EXPECT_EQ(response.rejected(1).index(), 2);
  EXPECT_EQ(response.rejected(1).field(), "account_id");
  EXPECT_EQ(response.rejected(1).account_id(), "");
  EXPECT_EQ(response.rejected(1).request_id(), "3");
}

TEST_F(Wire, AMalformedRequestEndsTheStream) {
  RawStream stream(server_.address());
  const std::string request = With(Request(1), GoodCall("1"));
  stream.Write(request.substr(0, request.size() - 1));
  v1::StreamCallsResponse response;
  EXPECT_FALSE(stream.Read(&response));
  const grpc::Status status = stream.Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(status.error_message(), HasSubstr("StreamCallsRequest"));
}

TEST_F(Wire, SequencesMustIncrease) {
  RawStream stream(server_.address());
  stream.Write(With(Request(5), GoodCall("1")));
  v1::StreamCallsResponse response;
  ASSERT_TRUE(stream.Read(&response));
  stream.Write(Request(5));
  EXPECT_FALSE(stream.Read(&response));
  EXPECT_EQ(stream.Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

}  // namespace
}  // namespace stillwatch::tests

// The dashboard's files: right type, right caching, nothing outside the folder.
#include <gtest/gtest.h>

#include "edge_http/client.hpp"
#include "edge_http/house.hpp"

namespace ckl::test {
namespace {

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_ / "web/assets");
    write_file(folder_ / "secret.txt", "secret");
    write_file(folder_ / "web/index.html", "<!doctype html><title>ckl</title>");
    write_file(folder_ / "web/telefon.html", "<!doctype html><title>telefon</title>");
    write_file(folder_ / "web/sw.js", "self;");
    write_file(folder_ / "web/assets/app-1a2b.js", "let plain;");
    write_file(folder_ / "web/assets/app-1a2b.js.br", "brotli");
    write_file(folder_ / "web/assets/app-1a2b.js.gz", "gzip");
    std::filesystem::create_symlink(folder_ / "secret.txt", folder_ / "web/link.txt");
    house_.emplace([this](edge::http::Options& options, auto&) {
      options.web_root = (folder_ / "web").string();
    });
  }

  Got fetch(const std::string& target, const Headers& headers) {
    return ask(house_->port(), {"GET", target, headers, ""});
  }

  ScratchFolder folder_;
  std::optional<House> house_;
};

TEST_F(Files, OfEveryPageAreTheIndex) {
  for (const char* page :
       {"/", "/larma", "/inkallning", "/forklara", "/dagbok", "/signin", "/?a=b"}) {
    const auto got = fetch(page, {});
    EXPECT_EQ(got.status, 200U) << page;
    EXPECT_EQ(got.headers.at("content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(got.headers.at("cache-control"), "no-cache");
    EXPECT_EQ(got.headers.at("x-content-type-options"), "nosniff");
    EXPECT_EQ(
        got.headers.at("content-security-policy"),
        "default-src 'self'; connect-src 'self' ws://127.0.0.1:" + std::to_string(house_->port()) +
            " wss://127.0.0.1:" + std::to_string(house_->port()) +
            "; object-src 'none'; base-uri 'none'; form-action 'self'; "
            "frame-ancestors 'none'");
  }
}

TEST_F(Files, TheTelephonesPageIsItsOwn) {
  const auto got = fetch("/telefon", {});
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(got.headers.at("content-type"), "text/html; charset=utf-8");
  EXPECT_THAT(got.body, ::testing::HasSubstr("<title>telefon</title>"));
}

TEST_F(Files, WithHashedNamesMayBeKept) {
  const auto got = fetch("/assets/app-1a2b.js", {});
  EXPECT_EQ(got.headers.at("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(got.headers.at("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(got.body, "let plain;");
  EXPECT_EQ(fetch("/sw.js", {}).headers.at("cache-control"), "no-cache");
}

TEST_F(Files, AreSentCompressedToWhoTakesIt) {
  const auto get = [this](const std::string& accepts) {
    return fetch("/assets/app-1a2b.js", {{"Accept-Encoding", accepts}});
  };
  EXPECT_EQ(get("gzip, deflate, br").body, "brotli");
  EXPECT_EQ(get("gzip, deflate, br").headers.at("content-encoding"), "br");
  EXPECT_EQ(get("gzip").body, "gzip");
  EXPECT_EQ(get("br;q=0, gzip;q=0.5").body, "gzip");
  EXPECT_EQ(get("identity").body, "let plain;");
  EXPECT_EQ(get("gzip").headers.at("vary"), "Accept-Encoding");
  EXPECT_EQ(fetch("/assets/app-1a2b.js.br", {}).status, 404U);
}

TEST_F(Files, AreNotSentAgainUnchanged) {
  const auto tag = fetch("/", {}).headers.at("etag");
  EXPECT_EQ(fetch("/", {{"If-None-Match", tag}}).status, 304U);
  EXPECT_EQ(fetch("/", {{"If-None-Match", "\"other\", " + tag}}).status, 304U);
  EXPECT_EQ(fetch("/", {{"If-None-Match", "\"other\""}}).status, 200U);
}

TEST_F(Files, OutsideTheFolderDoNotExist) {
  for (const char* path :
       {"/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt", "//secret.txt", "/link.txt", "/assets", "/assets/",
        "/%00", "/%zz", "/..\\secret.txt", "/index.html/../../secret.txt"}) {
    HttpClient client(house_->port());
    const auto answer = client.raw("GET " + std::string(path) +
                                   " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 404 ")) << path << ": " << answer.substr(0, 40);
    EXPECT_EQ(answer.find("secret\n"), std::string::npos) << path;
  }
}

TEST_F(Files, AreReadOnly) {
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
    EXPECT_EQ(ask(house_->port(), {method, "/", {}, ""}).status, 405U) << method;
  }
  const auto head = ask(house_->port(), {"HEAD", "/", {}, ""});
  EXPECT_EQ(head.status, 200U);
  EXPECT_EQ(head.headers.at("content-length"), "33");
}

TEST(FilesThatAreNotBuilt, AreSpokenOf) {
  House house;
  const auto got = get(house.port(), "/");
  EXPECT_EQ(got.status, 404U);
  EXPECT_NE(got.body.find("./dev build"), std::string::npos);
}

}  // namespace
}  // namespace ckl::test

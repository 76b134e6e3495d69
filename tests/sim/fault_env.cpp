#include "sim/fault_env.hpp"

#include <utility>
#include <vector>

namespace ckl::sim {
namespace {

class TrackedFile final : public rocksdb::WritableFileWrapper {
 public:
  TrackedFile(FaultEnv& env, std::shared_ptr<FaultEnv::File> file,
              std::unique_ptr<rocksdb::WritableFile> target)
      : WritableFileWrapper(target.get()),
        env_(env),
        file_(std::move(file)),
        target_(std::move(target)) {}

  rocksdb::Status Append(const rocksdb::Slice& bytes) override {
    const std::scoped_lock lock(env_.mutex());
    const auto fate = env_.fate_of(*file_);
    if (fate == FaultEnv::Fate::lost) return rocksdb::Status::OK();
    const auto size = fate == FaultEnv::Fate::in_part ? bytes.size() / 2 : bytes.size();
    file_->written += size;
    return target_->Append(rocksdb::Slice(bytes.data(), size));
  }
  rocksdb::Status Append(const rocksdb::Slice& bytes,
                         const rocksdb::DataVerificationInfo& /*sum*/) override {
    return Append(bytes);
  }
  rocksdb::Status Sync() override {
    const std::scoped_lock lock(env_.mutex());
    if (env_.fate_of(*file_) != FaultEnv::Fate::done) return rocksdb::Status::OK();
    file_->synced = file_->written;
    return target_->Sync();
  }
  rocksdb::Status Fsync() override { return Sync(); }
  rocksdb::Status RangeSync(std::uint64_t /*offset*/, std::uint64_t /*count*/) override {
    return rocksdb::Status::OK();
  }

 private:
  FaultEnv& env_;
  std::shared_ptr<FaultEnv::File> file_;
  std::unique_ptr<rocksdb::WritableFile> target_;
};

}  // namespace

FaultEnv::FaultEnv()
    : EnvWrapper(std::unique_ptr<rocksdb::Env>(rocksdb::NewMemEnv(rocksdb::Env::Default()))) {}

void FaultEnv::cut_after(std::uint64_t operations) {
  const std::scoped_lock lock(mutex_);
  left_ = operations;
}

void FaultEnv::cut_now() {
  const std::scoped_lock lock(mutex_);
  cut_ = true;
}

bool FaultEnv::cut() const {
  const std::scoped_lock lock(mutex_);
  return cut_;
}

FaultEnv::Fate FaultEnv::fate_of(const File& file) {
  if (cut_) return Fate::lost;
  if (!file.log || left_ == UINT64_MAX) return Fate::done;
  if (left_ > 0) {
    --left_;
    return Fate::done;
  }
  cut_ = true;
  return Fate::in_part;
}

void FaultEnv::power_cycle(Random& random) {
  const std::scoped_lock lock(mutex_);
  for (const auto& [name, file] : files_) {
    if (file->written == file->synced) continue;
    const auto kept = file->synced + random.below(file->written - file->synced + 1);
    if (file->log && shorten(name, kept).ok()) file->written = kept;
    file->synced = file->written;
  }
  cut_ = false;
  left_ = UINT64_MAX;
}

rocksdb::Status FaultEnv::shorten(const std::string& name, std::uint64_t size) {
  std::string content;
  if (auto read = rocksdb::ReadFileToString(target(), name, &content); !read.ok()) return read;
  if (content.size() > size) content.resize(size);
  return rocksdb::WriteStringToFile(target(), content, name, true);
}

void FaultEnv::wrap(const std::string& name, std::unique_ptr<rocksdb::WritableFile>* file) {
  auto state = std::make_shared<File>();
  state->log = name.ends_with(".log");
  state->written = (*file)->GetFileSize();
  state->synced = state->written;
  files_[name] = state;
  *file = std::make_unique<TrackedFile>(*this, std::move(state), std::move(*file));
}

rocksdb::Status FaultEnv::NewWritableFile(const std::string& name,
                                          std::unique_ptr<rocksdb::WritableFile>* result,
                                          const rocksdb::EnvOptions& options) {
  const std::scoped_lock lock(mutex_);
  auto status = target()->NewWritableFile(name, result, options);
  if (status.ok()) wrap(name, result);
  return status;
}

rocksdb::Status FaultEnv::ReopenWritableFile(const std::string& name,
                                             std::unique_ptr<rocksdb::WritableFile>* result,
                                             const rocksdb::EnvOptions& options) {
  const std::scoped_lock lock(mutex_);
  auto status = target()->ReopenWritableFile(name, result, options);
  if (status.ok()) wrap(name, result);
  return status;
}

rocksdb::Status FaultEnv::ReuseWritableFile(const std::string& name, const std::string& old,
                                            std::unique_ptr<rocksdb::WritableFile>* result,
                                            const rocksdb::EnvOptions& options) {
  const std::scoped_lock lock(mutex_);
  auto status = target()->ReuseWritableFile(name, old, result, options);
  if (!status.ok()) return status;
  files_.erase(old);
  wrap(name, result);
  return status;
}

rocksdb::Status FaultEnv::RenameFile(const std::string& from, const std::string& to) {
  const std::scoped_lock lock(mutex_);
  if (cut_) return rocksdb::Status::OK();
  auto status = target()->RenameFile(from, to);
  if (!status.ok()) return status;
  if (const auto found = files_.find(from); found != files_.end()) {
    files_[to] = found->second;
    files_.erase(found);
  }
  return status;
}

rocksdb::Status FaultEnv::DeleteFile(const std::string& name) {
  const std::scoped_lock lock(mutex_);
  if (cut_) return rocksdb::Status::OK();
  files_.erase(name);
  return target()->DeleteFile(name);
}

}  // namespace ckl::sim

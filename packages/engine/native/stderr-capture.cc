// Sends standard error elsewhere for a moment: TensorFlow's libraries greet on it while they are loaded, before they read
// any log setting. Node has no dup2 of its own.
#include <node_api.h>
#include <unistd.h>

namespace {

int saved = -1;

// capture(fd): what is written to standard error goes to fd from now on.
napi_value Capture(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value argument = nullptr;
  int32_t fd = -1;
  napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr);
  napi_get_value_int32(env, argument, &fd);
  if (saved == -1) saved = dup(STDERR_FILENO);
  if (saved == -1 || dup2(fd, STDERR_FILENO) == -1) {
    napi_throw_error(env, nullptr, "standard error cannot be captured");
  }
  return nullptr;
}

// restore(): it goes where it went before.
napi_value Restore(napi_env, napi_callback_info) {
  if (saved == -1) return nullptr;
  dup2(saved, STDERR_FILENO);
  close(saved);
  saved = -1;
  return nullptr;
}

}  // namespace

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "capture", NAPI_AUTO_LENGTH, Capture, nullptr, &function);
  napi_set_named_property(env, exports, "capture", function);
  napi_create_function(env, "restore", NAPI_AUTO_LENGTH, Restore, nullptr, &function);
  napi_set_named_property(env, exports, "restore", function);
  return exports;
}

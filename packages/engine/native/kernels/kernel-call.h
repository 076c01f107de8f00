// One call of a kernel, over TensorFlow's C interface.
#pragma once

#include <string>
#include <vector>

#include "tensorflow-c.h"

namespace teamnet {

class KernelCall {
 public:
  explicit KernelCall(TF_OpKernelContext* context);
  ~KernelCall();
  KernelCall(const KernelCall&) = delete;

  // float32; throws Refused when TensorFlow does not give it.
  const float* input(int index);
  std::vector<int64_t> shapeOf(int index);
  float* output(int index, const std::vector<int64_t>& shape);
  // The same memory as an input of that shape where nobody else needs that, else fresh memory.
  float* outputInPlaceOf(int input, int index, const std::vector<int64_t>& shape);
  void fail(const std::string& message);

 private:
  TF_Tensor* tensor(int index);
  float* hold(TF_Tensor* made, const char* what);

  TF_OpKernelContext* const context_;
  TF_Status* const status_;
  std::vector<TF_Tensor*> inputs_;
  std::vector<TF_Tensor*> outputs_;
};

// Why a call cannot be done.
struct Refused {
  std::string message;
};

// What a node of a graph says about itself.
struct NodeAttributes {
  float epsilon = 0;
  float stride = 1;
  bool relu = false;
  bool normalize = false;
  bool moments = false;
  bool same = false;
  bool bfloat16 = false;
};

// An operation for the CPU with float32 inputs and outputs.
struct Operation {
  const char* name;
  std::vector<const char*> attributes;
  std::vector<const char*> inputs;
  std::vector<const char*> outputs;
  void (*compute)(const NodeAttributes& node, KernelCall& call);
};

// Makes an operation known to TensorFlow; throws Refused.
template <const Operation& operation>
void registerOperation();

namespace internal {
void registerDefinition(const Operation& operation);
void registerKernel(const Operation& operation, void (*compute)(void*, TF_OpKernelContext*));
void compute(const Operation& operation, void* node, TF_OpKernelContext* context);
}  // namespace internal

template <const Operation& operation>
void registerOperation() {
  internal::registerDefinition(operation);
  internal::registerKernel(operation, [](void* node, TF_OpKernelContext* context) {
    internal::compute(operation, node, context);
  });
}

}  // namespace teamnet

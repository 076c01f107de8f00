#include "kernel-call.h"

#include <cstring>

namespace teamnet {
namespace {

void check(TF_Status* status) {
  if (TF_GetCode(status) != TF_OK) throw Refused{TF_Message(status)};
}

size_t floatsOf(const std::vector<int64_t>& shape) {
  size_t count = 1;
  for (const int64_t size : shape) count *= size;
  return count;
}

bool isFloat(const char* attribute) {
  return std::strcmp(attribute, "epsilon") == 0 || std::strcmp(attribute, "stride") == 0;
}

void* makeNode(TF_OpKernelConstruction* construction) {
  auto* const node = new NodeAttributes;
  TF_Status* const status = TF_NewStatus();
  // An operation has some of them; the others keep their defaults.
  TF_OpKernelConstruction_GetAttrFloat(construction, "epsilon", &node->epsilon, status);
  TF_OpKernelConstruction_GetAttrFloat(construction, "stride", &node->stride, status);
  const auto flag = [&](const char* name, bool& value) {
    unsigned char set = 0;
    TF_OpKernelConstruction_GetAttrBool(construction, name, &set, status);
    value = set != 0;
  };
  flag("relu", node->relu);
  flag("normalize", node->normalize);
  flag("moments", node->moments);
  flag("same", node->same);
  flag("round_to_bfloat16", node->bfloat16);
  TF_DeleteStatus(status);
  return node;
}

void deleteNode(void* node) { delete static_cast<NodeAttributes*>(node); }

}  // namespace

KernelCall::KernelCall(TF_OpKernelContext* context)
    : context_(context), status_(TF_NewStatus()), inputs_(TF_NumInputs(context)) {}

KernelCall::~KernelCall() {
  for (TF_Tensor* each : inputs_)
    if (each != nullptr) TF_DeleteTensor(each);
  for (TF_Tensor* each : outputs_) TF_DeleteTensor(each);
  TF_DeleteStatus(status_);
}

TF_Tensor* KernelCall::tensor(int index) {
  if (inputs_[index] == nullptr) {
    TF_GetInput(context_, index, &inputs_[index], status_);
    check(status_);
  }
  return inputs_[index];
}

const float* KernelCall::input(int index) { return static_cast<const float*>(TF_TensorData(tensor(index))); }

std::vector<int64_t> KernelCall::shapeOf(int index) {
  TF_Tensor* const of = tensor(index);
  std::vector<int64_t> shape(TF_NumDims(of));
  for (size_t axis = 0; axis < shape.size(); axis++) shape[axis] = TF_Dim(of, static_cast<int>(axis));
  return shape;
}

float* KernelCall::output(int index, const std::vector<int64_t>& shape) {
  return hold(TF_AllocateOutput(context_, index, TF_FLOAT, shape.data(), static_cast<int>(shape.size()),
                                floatsOf(shape) * sizeof(float), status_),
              "an output");
}

float* KernelCall::outputInPlaceOf(int input, int index, const std::vector<int64_t>& shape) {
  int forwarded = -1;
  return hold(TF_ForwardInputOrAllocateOutput(context_, &input, 1, index, shape.data(),
                                              static_cast<int>(shape.size()), &forwarded, status_),
              "an output");
}

float* KernelCall::hold(TF_Tensor* made, const char* what) {
  if (made != nullptr) outputs_.push_back(made);
  check(status_);
  if (made == nullptr) throw Refused{std::string("TensorFlow gave no memory for ") + what};
  return static_cast<float*>(TF_TensorData(made));
}

void KernelCall::fail(const std::string& message) {
  TF_SetStatus(status_, TF_INVALID_ARGUMENT, message.c_str());
  TF_OpKernelContext_Failure(context_, status_);
}

namespace internal {

void registerDefinition(const Operation& operation) {
  TF_OpDefinitionBuilder* const builder = TF_NewOpDefinitionBuilder(operation.name);
  for (const char* attribute : operation.attributes)
    TF_OpDefinitionBuilderAddAttr(builder, (std::string(attribute) + (isFloat(attribute) ? ": float" : ": bool")).c_str());
  for (const char* input : operation.inputs)
    TF_OpDefinitionBuilderAddInput(builder, (std::string(input) + ": float").c_str());
  for (const char* output : operation.outputs)
    TF_OpDefinitionBuilderAddOutput(builder, (std::string(output) + ": float").c_str());
  TF_OpDefinitionBuilderSetShapeInferenceFunction(
      builder, [](TF_ShapeInferenceContext* context, TF_Status* status) {
        TF_ShapeInferenceContextSetUnknownShape(context, status);
      });
  TF_Status* const status = TF_NewStatus();
  TF_RegisterOpDefinition(builder, status);
  const std::string message = TF_GetCode(status) == TF_OK ? "" : TF_Message(status);
  TF_DeleteStatus(status);
  if (!message.empty()) throw Refused{message};
}

void registerKernel(const Operation& operation, void (*compute)(void*, TF_OpKernelContext*)) {
  TF_Status* const status = TF_NewStatus();
  TF_RegisterKernelBuilder(operation.name, TF_NewKernelBuilder(operation.name, "CPU", makeNode, compute, deleteNode),
                           status);
  const std::string message = TF_GetCode(status) == TF_OK ? "" : TF_Message(status);
  TF_DeleteStatus(status);
  if (!message.empty()) throw Refused{message};
}

void compute(const Operation& operation, void* node, TF_OpKernelContext* context) {
  KernelCall call(context);
  try {
    operation.compute(*static_cast<const NodeAttributes*>(node), call);
  } catch (const Refused& refused) {
    call.fail(std::string(operation.name) + ": " + refused.message);
  }
}

}  // namespace internal
}  // namespace teamnet

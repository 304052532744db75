// What the sources of the module share. It has no memory of its own: it computes where its caller
// says, in the heap of TensorFlow.js. So nothing here may need a stack, which the build refuses, or
// a static or constant in memory, which a test finds. After a change, run build.mjs.
#pragma once
#include <wasm_simd128.h>

#define EXPORT(name) __attribute__((export_name(#name))) void name
#define INLINE static inline __attribute__((always_inline))
// Unrolled loops run at half the speed: the browser's compiler loads all their values ahead, runs
// out of registers and spills.
#define ROLLED _Pragma("clang loop unroll(disable)")
#define UNROLLED _Pragma("clang loop unroll(full)")

typedef v128_t floats;

#define LANES 4
#define ZERO wasm_f32x4_const_splat(0)
#define load wasm_v128_load
#define store wasm_v128_store
#define add wasm_f32x4_add
#define subtract wasm_f32x4_sub
#define multiply wasm_f32x4_mul
#define divide wasm_f32x4_div
#define splat wasm_f32x4_splat

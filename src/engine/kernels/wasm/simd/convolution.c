// Images [count, height, width, channels] and their patches, one row for each output pixel:
// [count * outHeight * outWidth, tapRows * tapColumns * channels].
#include "simd.h"

// Lines of patches are short: their last floats are copied two and one at a time.
typedef long long __attribute__((aligned(4), may_alias)) two;

INLINE void copyFloats(const float *from, float *to, int count) {
  const float *end = from + (count & ~3);
  ROLLED for (; from != end; from += LANES, to += LANES) store(to, load(from));
  if (count & 2) {
    *(two *)to = *(const two *)from;
    from += 2;
    to += 2;
  }
  if (count & 1) *to = *from;
}

INLINE void clear(float *to, int count) {
  ROLLED for (; count >= LANES; count -= LANES, to += LANES) store(to, ZERO);
  ROLLED for (; count > 0; count--) *to++ = 0;
}

INLINE void addFloats(const float *from, float *to, int count) {
  int i = 0;
  ROLLED for (; i + LANES <= count; i += LANES) store(to + i, add(load(to + i), load(from + i)));
  ROLLED for (; i < count; i++) to[i] += from[i];
}

// Between 0 and most.
INLINE int clamped(int value, int most) { return value < 0 ? 0 : value > most ? most : value; }

// Copies what lies under every output pixel's taps; taps outside of the image are 0.
EXPORT(unfold)(const float *images, int count, int height, int width, int channels, int outHeight,
               int outWidth, int tapRows, int tapColumns, int strideY, int strideX, int top,
               int left, float *patches) {
  int line = tapColumns * channels;
  for (; count > 0; count--, images += height * width * channels)
    for (int outY = 0; outY < outHeight; outY++)
      for (int outX = 0; outX < outWidth; outX++) {
        int x = outX * strideX - left;
        int before = clamped(-x, tapColumns) * channels;
        int end = clamped(width - x, tapColumns) * channels;
        for (int tap = 0; tap < tapRows; tap++, patches += line) {
          int y = outY * strideY - top + tap;
          if (y < 0 || y >= height || before >= end) {
            clear(patches, line);
            continue;
          }
          if (before) clear(patches, before);
          copyFloats(images + (y * width + x) * channels + before, patches + before, end - before);
          if (end < line) clear(patches + end, line - end);
        }
      }
}

// Adds every patch to the pixels it came from: the gradient of `unfold`.
EXPORT(addFolded)(const float *patches, int count, int height, int width, int channels,
                  int outHeight, int outWidth, int tapRows, int tapColumns, int strideY,
                  int strideX, int top, int left, float *images) {
  int line = tapColumns * channels;
  for (; count > 0; count--, images += height * width * channels)
    for (int outY = 0; outY < outHeight; outY++)
      for (int outX = 0; outX < outWidth; outX++) {
        int x = outX * strideX - left;
        int before = clamped(-x, tapColumns) * channels;
        int end = clamped(width - x, tapColumns) * channels;
        for (int tap = 0; tap < tapRows; tap++, patches += line) {
          int y = outY * strideY - top + tap;
          if (y < 0 || y >= height || before >= end) continue;
          addFloats(patches + before, images + (y * width + x) * channels + before, end - before);
        }
      }
}

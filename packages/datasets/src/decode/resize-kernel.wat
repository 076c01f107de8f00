;; The two passes of resize-pixels.ts, in whole numbers, eight products at a time. Compiled into resize-kernel.ts; its
;; test keeps both alike. Weights are int16 in pairs, 2^14 = 1; the taps of a sample are made even by a weight of 0.
(module
  (memory (export "memory") 1)

  ;; line[k] = sum over t of weights[t] * rows[t * stride + k], k from 0 to stride: bytes to int16, 2^7 = 1, 16 at a time.
  ;; Reads up to 15 bytes and one row, and writes up to 15 numbers, beyond their ends.
  (func (export "sumRows")
    (param $rows i32) (param $stride i32) (param $weights i32) (param $pairs i32) (param $line i32)
    (local $k i32) (local $row i32) (local $weight i32) (local $end i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $first v128) (local $second v128) (local $both v128) (local $w v128)
    (local.set $end (i32.add (local.get $weights) (i32.shl (local.get $pairs) (i32.const 2))))
    (loop $block
      (local.set $a (v128.const i32x4 64 64 64 64))
      (local.set $b (local.get $a))
      (local.set $c (local.get $a))
      (local.set $d (local.get $a))
      (local.set $row (i32.add (local.get $rows) (local.get $k)))
      (local.set $weight (local.get $weights))
      (block $done
        (loop $pair
          (br_if $done (i32.ge_u (local.get $weight) (local.get $end)))
          (local.set $w (v128.load32_splat (local.get $weight)))
          (local.set $first (v128.load (local.get $row)))
          (local.set $row (i32.add (local.get $row) (local.get $stride)))
          (local.set $second (v128.load (local.get $row)))
          (local.set $row (i32.add (local.get $row) (local.get $stride)))
          (local.set $both
            (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $first) (local.get $second)))
          (local.set $a (i32x4.add (local.get $a)
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_u (local.get $both)) (local.get $w))))
          (local.set $b (i32x4.add (local.get $b)
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_u (local.get $both)) (local.get $w))))
          (local.set $both
            (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $first) (local.get $second)))
          (local.set $c (i32x4.add (local.get $c)
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_u (local.get $both)) (local.get $w))))
          (local.set $d (i32x4.add (local.get $d)
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_u (local.get $both)) (local.get $w))))
          (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
          (br $pair)))
      (v128.store (local.get $line) (i16x8.narrow_i32x4_s
        (i32x4.shr_s (local.get $a) (i32.const 7)) (i32x4.shr_s (local.get $b) (i32.const 7))))
      (v128.store offset=16 (local.get $line) (i16x8.narrow_i32x4_s
        (i32x4.shr_s (local.get $c) (i32.const 7)) (i32x4.shr_s (local.get $d) (i32.const 7))))
      (local.set $line (i32.add (local.get $line) (i32.const 32)))
      (br_if $block
        (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 16))) (local.get $stride)))))

  ;; pixels[3i + c] = round(sum over t of weights[i * taps + t] * line[n (first[i] + t) + c]), i from 0 to outputs, where
  ;; n is the channels of the line, 3 or 4; a fourth is left out. Reads up to one pixel and 7 numbers beyond the line,
  ;; and writes one byte beyond the pixels.
  (func (export "sumColumns")
    (param $line i32) (param $first i32) (param $pairs i32) (param $weights i32) (param $taps i32)
    (param $outputs i32) (param $pixels i32) (param $channels i32)
    (local $from i32) (local $weight i32) (local $end i32) (local $last i32) (local $step i32)
    (local $sum v128) (local $neighbours v128)
    ;; Brings the same channel of a pixel and of the next one side by side.
    (local.set $neighbours (select
      (v128.const i8x16 0 1 6 7 2 3 8 9 4 5 10 11 12 13 14 15)
      (v128.const i8x16 0 1 8 9 2 3 10 11 4 5 12 13 6 7 14 15)
      (i32.eq (local.get $channels) (i32.const 3))))
    (local.set $step (i32.shl (local.get $channels) (i32.const 1)))
    (local.set $last (i32.add (local.get $first) (i32.shl (local.get $outputs) (i32.const 2))))
    (loop $pixel
      (local.set $sum (v128.const i32x4 0x100000 0x100000 0x100000 0x100000))
      (local.set $weight (local.get $weights))
      (local.set $end
        (i32.add (local.get $weights) (i32.shl (i32.load (local.get $pairs)) (i32.const 2))))
      (local.set $from
        (i32.add (local.get $line) (i32.mul (i32.load (local.get $first)) (local.get $step))))
      (block $done
        (loop $pair
          (br_if $done (i32.ge_u (local.get $weight) (local.get $end)))
          (local.set $sum (i32x4.add (local.get $sum) (i32x4.dot_i16x8_s
            (i8x16.swizzle (v128.load (local.get $from)) (local.get $neighbours))
            (v128.load32_splat (local.get $weight)))))
          (local.set $from (i32.add (local.get $from) (i32.shl (local.get $step) (i32.const 1))))
          (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
          (br $pair)))
      (local.set $sum (i32x4.shr_s (local.get $sum) (i32.const 21)))
      (local.set $sum (i16x8.narrow_i32x4_s (local.get $sum) (local.get $sum)))
      (v128.store32_lane 0 (local.get $pixels) (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
      (local.set $pixels (i32.add (local.get $pixels) (i32.const 3)))
      (local.set $weights
        (i32.add (local.get $weights) (i32.shl (local.get $taps) (i32.const 1))))
      (local.set $pairs (i32.add (local.get $pairs) (i32.const 4)))
      (br_if $pixel
        (i32.lt_u (local.tee $first (i32.add (local.get $first) (i32.const 4))) (local.get $last))))))

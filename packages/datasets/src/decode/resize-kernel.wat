;; The two passes of resize-pixels.ts, four numbers at a time. Compiled into resize-kernel.ts; its test keeps both alike.
(module
  (memory (export "memory") 1)

  ;; line[k] = sum over t of weights[t] * rows[t * stride + k], k from 0 to stride: bytes to float32, 16 at a time.
  ;; Reads up to 15 bytes, and writes up to 15 numbers, beyond their ends.
  (func (export "sumRows")
    (param $rows i32) (param $stride i32) (param $weights i32) (param $count i32) (param $line i32)
    (local $k i32) (local $row i32) (local $weight i32) (local $end i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $bytes v128) (local $half v128) (local $w v128)
    (local.set $end (i32.add (local.get $weights) (i32.shl (local.get $count) (i32.const 2))))
    (loop $block
      (local.set $a (v128.const i32x4 0 0 0 0))
      (local.set $b (v128.const i32x4 0 0 0 0))
      (local.set $c (v128.const i32x4 0 0 0 0))
      (local.set $d (v128.const i32x4 0 0 0 0))
      (local.set $row (i32.add (local.get $rows) (local.get $k)))
      (local.set $weight (local.get $weights))
      (block $done
        (loop $tap
          (br_if $done (i32.ge_u (local.get $weight) (local.get $end)))
          (local.set $w (v128.load32_splat (local.get $weight)))
          (local.set $bytes (v128.load (local.get $row)))
          (local.set $half (i16x8.extend_low_i8x16_u (local.get $bytes)))
          (local.set $a (f32x4.add (local.get $a) (f32x4.mul (local.get $w)
            (f32x4.convert_i32x4_u (i32x4.extend_low_i16x8_u (local.get $half))))))
          (local.set $b (f32x4.add (local.get $b) (f32x4.mul (local.get $w)
            (f32x4.convert_i32x4_u (i32x4.extend_high_i16x8_u (local.get $half))))))
          (local.set $half (i16x8.extend_high_i8x16_u (local.get $bytes)))
          (local.set $c (f32x4.add (local.get $c) (f32x4.mul (local.get $w)
            (f32x4.convert_i32x4_u (i32x4.extend_low_i16x8_u (local.get $half))))))
          (local.set $d (f32x4.add (local.get $d) (f32x4.mul (local.get $w)
            (f32x4.convert_i32x4_u (i32x4.extend_high_i16x8_u (local.get $half))))))
          (local.set $row (i32.add (local.get $row) (local.get $stride)))
          (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
          (br $tap)))
      (v128.store (local.get $line) (local.get $a))
      (v128.store offset=16 (local.get $line) (local.get $b))
      (v128.store offset=32 (local.get $line) (local.get $c))
      (v128.store offset=48 (local.get $line) (local.get $d))
      (local.set $line (i32.add (local.get $line) (i32.const 64)))
      (br_if $block
        (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 16))) (local.get $stride)))))

  ;; pixels[3i + c] = round(sum over t of weights[i * taps + t] * line[3 (first[i] + t) + c]), i from 0 to outputs.
  ;; Reads one number, and writes one byte, beyond their ends.
  (func (export "sumColumns")
    (param $line i32) (param $first i32) (param $count i32) (param $weights i32) (param $taps i32)
    (param $outputs i32) (param $pixels i32)
    (local $from i32) (local $weight i32) (local $end i32) (local $last i32) (local $sum v128)
    (local.set $last (i32.add (local.get $first) (i32.shl (local.get $outputs) (i32.const 2))))
    (loop $pixel
      (local.set $sum (v128.const f32x4 0.5 0.5 0.5 0.5))
      (local.set $weight (local.get $weights))
      (local.set $end
        (i32.add (local.get $weights) (i32.shl (i32.load (local.get $count)) (i32.const 2))))
      (local.set $from
        (i32.add (local.get $line) (i32.mul (i32.load (local.get $first)) (i32.const 12))))
      (block $done
        (loop $tap
          (br_if $done (i32.ge_u (local.get $weight) (local.get $end)))
          (local.set $sum (f32x4.add (local.get $sum)
            (f32x4.mul (v128.load32_splat (local.get $weight)) (v128.load (local.get $from)))))
          (local.set $from (i32.add (local.get $from) (i32.const 12)))
          (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
          (br $tap)))
      (local.set $sum (i32x4.trunc_sat_f32x4_u (local.get $sum)))
      (local.set $sum (i16x8.narrow_i32x4_u (local.get $sum) (local.get $sum)))
      (v128.store32_lane 0 (local.get $pixels) (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
      (local.set $pixels (i32.add (local.get $pixels) (i32.const 3)))
      (local.set $weights
        (i32.add (local.get $weights) (i32.shl (local.get $taps) (i32.const 2))))
      (local.set $count (i32.add (local.get $count) (i32.const 4)))
      (br_if $pixel
        (i32.lt_u (local.tee $first (i32.add (local.get $first) (i32.const 4))) (local.get $last))))))

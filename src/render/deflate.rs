//! Deflate compression in memory.
//!
//! Uses `libdeflater`, the binding of libdeflate: for the same number of bytes it takes two thirds of the time of
//! zlib-rs, which compresses streams. Texts are compressed twice, for scripts and for the open data, so this is the
//! largest part of a build.

use std::cell::RefCell;

use libdeflater::{CompressionError, CompressionLvl, Compressor};

/// The compression level, from 1 to 12. Level 3 takes half as long again for texts and saves 5 to 12 % of the bytes;
/// docs/performance.md has the costs.
const LEVEL: i32 = 1;

/// Compresses bytes for a zip archive.
pub(super) fn raw(bytes: &[u8]) -> Vec<u8> {
    with_compressor(|compressor| {
        let bound = compressor.deflate_compress_bound(bytes.len());
        compressed(bound, |out| compressor.deflate_compress(bytes, out))
    })
}

/// Compresses bytes in the zlib format, which browsers call `deflate`.
pub(super) fn zlib(bytes: &[u8]) -> Vec<u8> {
    with_compressor(|compressor| {
        let bound = compressor.zlib_compress_bound(bytes.len());
        compressed(bound, |out| compressor.zlib_compress(bytes, out))
    })
}

/// Calls a function with the compressor of the thread. Its tables are too large to be allocated for each text.
fn with_compressor<T>(compress: impl FnOnce(&mut Compressor) -> T) -> T {
    thread_local! {
        static COMPRESSOR: RefCell<Compressor> =
            RefCell::new(Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default()));
    }
    COMPRESSOR.with_borrow_mut(compress)
}

/// Compresses into a buffer of `bound` bytes, the length of the worst case. The only error is that a buffer is too
/// short.
fn compressed(bound: usize, compress: impl FnOnce(&mut [u8]) -> Result<usize, CompressionError>) -> Vec<u8> {
    let mut out = vec![0; bound];
    let length = compress(&mut out).unwrap_or_default();
    out.truncate(length);
    out
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::{DeflateDecoder, ZlibDecoder};

    use super::*;

    #[test]
    fn decompression_restores_the_bytes() {
        let russian = "Город ремонтирует дороги. ".repeat(10_000);
        // Bytes without repetition become longer.
        let mixed: Vec<u8> = (0..100_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        for bytes in [&b""[..], b"a", russian.as_bytes(), &mixed] {
            let mut read = Vec::new();
            DeflateDecoder::new(&raw(bytes)[..]).read_to_end(&mut read).unwrap();
            assert_eq!(read, bytes);
            read.clear();
            ZlibDecoder::new(&zlib(bytes)[..]).read_to_end(&mut read).unwrap();
            assert_eq!(read, bytes);
        }
        assert!(zlib(russian.as_bytes()).len() < russian.len() / 100);
    }
}

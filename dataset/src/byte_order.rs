//! The size of the numbers in a value, and swapping them (PS3.5 section 7.3).

use dicom_core::VR;

/// Bytes of one number of `vr`, the unit that byte order turns around; 1 for text and byte
/// strings. AT is two 16-bit numbers (PS3.5 6.2).
pub(crate) fn unit(vr: VR) -> usize {
    match vr {
        VR::US | VR::SS | VR::OW | VR::AT => 2,
        VR::UL | VR::SL | VR::FL | VR::OF | VR::OL => 4,
        VR::FD | VR::SV | VR::UV | VR::OD | VR::OV => 8,
        _ => 1,
    }
}

/// Turns every whole number of `unit` bytes around; a rest shorter than one stays.
pub(crate) fn swap(bytes: &mut [u8], unit: usize) {
    match unit {
        2 => bytes.chunks_exact_mut(2).for_each(|pair| pair.swap(0, 1)),
        4 | 8 => bytes.chunks_exact_mut(unit).for_each(<[u8]>::reverse),
        _ => {}
    }
}

/// Whether an explicit VR element of `vr` has the long header, with a 32-bit length
/// (PS3.5 7.1.2).
pub(crate) fn has_long_header(vr: VR) -> bool {
    matches!(
        vr,
        VR::OB
            | VR::OD
            | VR::OF
            | VR::OL
            | VR::OV
            | VR::OW
            | VR::SQ
            | VR::SV
            | VR::UC
            | VR::UN
            | VR::UR
            | VR::UT
            | VR::UV
    )
}

/// The byte that makes a value of `vr` even in length (PS3.5 6.2).
pub(crate) fn padding(vr: VR) -> u8 {
    match vr {
        VR::UI | VR::OB | VR::UN | VR::OW | VR::OD | VR::OF | VR::OL | VR::OV => 0,
        _ => b' ',
    }
}

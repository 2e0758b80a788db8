//! Instances as files, for unit tests.

use filmdesk_dataset::encode::encode;
use filmdesk_dataset::file::{Contained, Implementation, encode_meta, meta};
use filmdesk_dataset::{DataSet, Encoding, VR, tags, uids};

/// A CT image without pixels, with SOP class and instance, and what else `data` has.
pub(crate) fn bytes(mut data: DataSet, instance: &str) -> Vec<u8> {
    data.put_text(tags::SOP_CLASS_UID, VR::UI, uids::CT_IMAGE_STORAGE);
    data.put_text(tags::SOP_INSTANCE_UID, VR::UI, instance);
    let contained = Contained {
        sop_class: uids::CT_IMAGE_STORAGE,
        sop_instance: instance,
        transfer_syntax: uids::EXPLICIT_VR_LITTLE_ENDIAN,
    };
    let by = Implementation {
        class_uid: "1.2.3",
        version_name: "TEST",
        source_ae_title: None,
    };
    let mut bytes = encode_meta(&meta(contained, by)).unwrap();
    bytes.extend(encode(&data, Encoding::ExplicitLittle).unwrap());
    bytes
}

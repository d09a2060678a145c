import CGMime

/// The library that reads mail.
package enum MIMELibrary {
    /// `3.2.13`.
    package static var version: String {
        var (major, minor, micro): (Int32, Int32, Int32) = (0, 0, 0)
        cg_version(&major, &minor, &micro)
        return "\(major).\(minor).\(micro)"
    }
}

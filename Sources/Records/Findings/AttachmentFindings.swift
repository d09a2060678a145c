/// What is suspicious in attachments, from their names, types and first bytes.
package struct AttachmentFindings {
    let parts: [SampleMessage.Part]

    var all: [Finding] {
        parts.filter { $0.fileName != nil || !$0.type.hasPrefix("text/") }.flatMap { findings($0) }
    }

    private func findings(_ part: SampleMessage.Part) -> [Finding] {
        guard let name = part.fileName else {
            return Self.kind(of: part.head) == "a program" || Self.isProgram(type: part.type)
                ? [Finding(.critical, .program, "a part without a name is a program, \(Self.bytes(part.size))")] : []
        }
        var found: [Finding] = []
        let endings = AttachmentName(name).endings
        let last = endings.last ?? ""
        let kind = Self.kind(of: part.head)
        let danger = Danger(endings: endings)
        if danger == .program {
            found.append(Finding(.critical, .program, "attachment \(name) is a program, \(Self.bytes(part.size))"))
        } else if kind == "a program" {
            found.append(Finding(.critical, .program, "attachment \(name) is a program by its first bytes"))
        } else if Self.isProgram(type: part.type) {
            found.append(Finding(.critical, .program, "attachment \(name) is a program by its type, \(part.type)"))
        } else if danger == .falsePaper {
            found.append(Finding(.critical, .program, "attachment \(name) only looks like a paper"))
        } else if danger == .page {
            found.append(Finding(.warning, "attachment \(name) is a page that opens in the browser"))
        } else if danger == .macro {
            found.append(Finding(.warning, "attachment \(name) may hold macros"))
        } else if let mismatch = mismatch(part, name, last, kind) {
            found.append(mismatch)
        }
        if let other = otherName(part, name) { found.append(other) }
        if name.unicodeScalars.contains(where: OddCharacters.turnsText) {
            found.append(Finding(.critical, "the name of attachment \(name) turns text round"))
        }
        if name.contains("/") || name.contains("\\") {
            found.append(Finding(.warning, "the name of attachment \(name) is a path"))
        }
        return found
    }

    /// Names that end in something else: one mail program shows this, the next that.
    private func otherName(_ part: SampleMessage.Part, _ name: String) -> Finding? {
        let last = AttachmentName(name).last
        let others = part.otherNames.filter { AttachmentName($0).last != last }.prefix(3)
        guard !others.isEmpty else { return nil }
        return Finding(.warning, "attachment \(name) is also named \(others.joined(separator: ", "))")
    }

    /// Where type or first bytes tell another thing than the name.
    private func mismatch(_ part: SampleMessage.Part, _ name: String, _ last: String, _ kind: String?) -> Finding? {
        if let kind, let kinds = Self.kinds[last], !kinds.contains(kind) {
            return Finding(.warning, "attachment \(name) is \(kind) by its first bytes")
        }
        guard let types = Self.types[last], !Self.vague.contains(part.type.lowercased()),
            !types.contains(where: { part.type.lowercased().hasPrefix($0) })
        else { return nil }
        return Finding(.warning, "attachment \(name) is sent as \(part.type)")
    }

    /// What the first bytes of a file tell; nil where they tell nothing.
    package static func kind(of head: [UInt8]) -> String? {
        let kinds: [([UInt8], String)] = [
            (Array("MZ".utf8), "a program"), ([0x7F] + Array("ELF".utf8), "a program"), (Array("#!".utf8), "a program"),
            ([0xCF, 0xFA, 0xED, 0xFE], "a program"), (Array("%PDF".utf8), "a PDF"), (Array("PK".utf8), "an archive"),
            (Array("Rar!".utf8), "an archive"), ([0x37, 0x7A, 0xBC, 0xAF], "an archive"), ([0x1F, 0x8B], "an archive"),
            ([0x89] + Array("PNG".utf8), "a picture"), ([0xFF, 0xD8, 0xFF], "a picture"),
            (Array("GIF8".utf8), "a picture"), (Array("RIFF".utf8), "a picture"), (Array("BM6".utf8), "a picture"),
            ([0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02], "a program"), (Array("BZh".utf8), "an archive"),
            ([0xFD, 0x37, 0x7A, 0x58], "an archive"), (Array("MSCF".utf8), "an archive"),
            ([0xD0, 0xCF, 0x11, 0xE0], "an old office file"),
        ]
        return kinds.first { head.starts(with: $0.0) }?.1
    }

    /// Whether mail programs take a file of this type for a program, or give it the ending of one.
    private static func isProgram(type: String) -> Bool {
        programTypes.contains(type.lowercased().replacing("/x-", with: "/").replacing("/vnd.", with: "/"))
    }

    private static let programTypes: Set<String> = [
        "application/msdownload", "application/msdos-program", "application/dosexec", "application/exe",
        "application/executable", "application/java-archive", "application/javascript", "text/javascript",
        "application/ecmascript", "text/ecmascript", "text/vbscript", "application/vbs", "application/hta", "text/hta",
        "application/msi", "application/ms-installer", "application/sh", "text/shellscript", "application/shellscript",
        "application/ms-shortcut", "application/bat", "application/powershell", "application/android.package-archive",
        "application/apple-diskimage", "application/microsoft.portable-executable", "application/winexe",
        "application/iso9660-image", "application/cpl", "application/mach-binary", "application/elf",
    ]

    private static func bytes(_ size: Int) -> String {
        size < 1000 ? "\(size) B" : size < 1_000_000 ? "\(tenths(size, 1000)) kB" : "\(tenths(size, 1_000_000)) MB"
    }

    private static func tenths(_ size: Int, _ unit: Int) -> String {
        let tenths = (size / (unit / 10) + (size % (unit / 10) >= unit / 20 ? 1 : 0))
        return "\(tenths / 10).\(tenths % 10)"
    }

    static let programs: Set<String> = [
        "ade", "adp", "apk", "app", "appinstaller", "application", "appref-ms", "appx", "appxbundle", "asp", "bas",
        "bat",
        "chm", "cmd", "com", "command", "cpl", "crx", "csh", "deb", "desktop", "diagcab", "dll", "dmg", "elf", "exe",
        "cdxml", "cnt", "csc", "fxp", "htc", "hpj", "its", "mpkg", "msh1", "msh2", "mshxml", "msu", "onepkg", "plg",
        "prf",
        "ps1xml", "ps2xml", "psd1", "psdm1", "pssc", "pyo", "pyzw", "scpt", "terminal", "vsw", "webpnp", "workflow",
        "fon", "gadget", "grp", "hlp", "hta", "img", "inf", "ins", "iqy", "iso", "isp", "jar", "jnlp", "js", "jse",
        "ksh",
        "library-ms", "lnk", "mad", "maf", "mam", "mau", "mde", "mjs", "msc", "msh", "msi", "msix", "msixbundle", "msp",
        "mst", "ocx", "one", "ops", "osd", "pcd", "pif", "pkg", "pl", "prg", "ps1", "ps2", "psc1", "psm1", "py", "pyc",
        "pyw", "pyz", "rdp", "reg", "rgs", "rpm", "run", "scf", "scr", "sct", "search-ms", "settingcontent-ms", "sh",
        "shb", "shs", "slk", "sys", "theme", "url", "vb", "vbe", "vbp", "vbs", "vhd", "vhdx", "vsto", "vxd", "webloc",
        "website", "wim", "ws", "wsc", "wsf", "wsh", "xbap", "xll", "xnk",
    ]
    static let pages: Set<String> = [
        "htm", "html", "mht", "mhtml", "shtm", "shtml", "svg", "xht", "xhtm", "xhtml", "xml", "xsl",
    ]
    static let papers: Set<String> = [
        "csv", "doc", "docx", "gif", "jpg", "jpeg", "pdf", "png", "ppt", "pptx", "rtf", "txt", "xls", "xlsx",
    ]
    static let macros: Set<String> = [
        "docm", "dotm", "potm", "ppam", "ppsm", "pptm", "sldm", "xlam", "xlm", "xls4", "xlsb", "xlsm", "xltm",
    ]
    package static let archives: Set<String> = [
        "7z", "ace", "arj", "bz2", "cab", "gz", "hqx", "sit", "sitx", "lha", "lzh", "rar", "tar", "tgz", "uue", "xz",
        "z", "zip", "zipx",
        "zst",
    ]
    /// Types that say nothing.
    private static let vague: Set<String> = [
        "application/octet-stream", "application/x-download", "application/binary",
    ]
    /// The types, or their beginnings, that fit an ending.
    private static let types: [String: [String]] = [
        "pdf": ["application/pdf", "application/x-pdf"], "png": ["image/"], "jpg": ["image/"], "jpeg": ["image/"],
        "gif": ["image/"], "txt": ["text/"], "csv": ["text/", "application/"],
        "ics": ["text/calendar", "application/ics"],
        "zip": ["application/zip", "application/x-zip"], "doc": ["application/msword", "application/vnd.ms-word"],
        "docx": ["application/vnd.openxmlformats", "application/msword"],
        "xls": ["application/vnd.ms-excel", "application/msexcel"],
        "xlsx": ["application/vnd.openxmlformats", "application/vnd.ms-excel"],
    ]
    /// What the first bytes of files with an ending may be.
    private static let kinds: [String: Set<String>] = [
        "pdf": ["a PDF"], "png": ["a picture"], "jpg": ["a picture"], "jpeg": ["a picture"], "gif": ["a picture"],
        "txt": [], "csv": [], "zip": ["an archive"], "docx": ["an archive"], "xlsx": ["an archive"],
        "doc": ["an old office file", "an archive"], "xls": ["an old office file", "an archive"],
    ]
}

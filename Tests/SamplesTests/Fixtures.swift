import Foundation
import Records

@testable import Samples

/// A Maildir of its own for one test, removed at the end.
final class ScratchMaildir {
    let path: String

    init(made: Bool = true) throws {
        path = NSTemporaryDirectory() + "samples-tests-" + UUID().uuidString + "/Maildir"
        if made { try make() }
    }

    deinit { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }

    func make() throws {
        for folder in ["tmp", "new", "cur"] {
            try FileManager.default.createDirectory(
                atPath: path + "/" + folder, withIntermediateDirectories: true)
        }
    }

    /// Delivers as a mail server does: written in tmp, then moved.
    func deliver(_ name: String, _ message: String, to folder: String = "new") throws {
        try deliver(name, Array(message.utf8), to: folder)
    }

    func deliver(_ name: String, _ message: [UInt8], to folder: String = "new") throws {
        try Data(message).write(to: URL(fileURLWithPath: path + "/tmp/" + name))
        try FileManager.default.moveItem(atPath: path + "/tmp/" + name, toPath: path + "/" + folder + "/" + name)
    }
}

/// A message with line ends as mail has them.
func mail(_ text: String) -> [UInt8] { Array(text.replacing("\n", with: "\r\n").utf8) }

func opened(_ text: String) -> SampleMessage { opened(mail(text)) }

func opened(_ bytes: [UInt8]) -> SampleMessage {
    SampleMessage(id: "1", bytes: bytes, arrival: 1_700_000_000, size: bytes.count)
}

let prize = """
    Return-Path: <bounce@tidepool.example>
    Authentication-Results: mx.desk.example; spf=pass (192.0.2.44 may send; really) smtp.mailfrom=tidepool.example;
     dkim=fail reason="body changed; pass=no" header.d=tidepool.example; dmarc=fail (p=none) header.from=tidepool.example
    Authentication-Results: forged.example; dkim=pass; dmarc=pass; spf=pass
    X-Spam-Status: Yes, score=8.9 required=5.0 tests=URI_LISTED
    X-SG-Sample-Customer: larkfield
    X-SG-Sample-Record: abuse-watch
    From: =?utf-8?Q?Prize_=C3=96ffice?= <win@tidepool.example>
    To: k@gone.example
    Subject: =?iso-8859-1?Q?Sie_haben_gewonnen:_f=FCr?=
     =?utf-8?B?IFNpZSDwn46B?=
    Date: Mon, 28 Sep 2026 13:57:41 +0200
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="outer"

    --outer
    Content-Type: multipart/alternative; boundary=inner

    --inner
    Content-Type: text/plain; charset=iso-8859-1
    Content-Transfer-Encoding: quoted-printable

    Gr=FC=DFe =A3 5

    --inner
    Content-Type: text/html; charset=utf-8
    Content-Transfer-Encoding: base64

    PHA+R3LDvMOfZSA8YSBocmVmPSJodHRwczovL2dvLnRpZGVwb29sLmV4YW1wbGUvP2E9MSZhbXA7
    Yj0yIj5iYW5rLmV4YW1wbGUvbG9naW48L2E+PC9wPg==

    --inner--

    --outer
    Content-Type: application/octet-stream; name*=utf-8''voucher%20%C3%A9.pdf.exe
    Content-Disposition: attachment
    Content-Transfer-Encoding: base64

    AAECAwQFBgcICQ==

    --outer--
    """

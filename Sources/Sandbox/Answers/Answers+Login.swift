import Formats
import ResellerAPI

/// Checking a customer's password, and the automatic login.
extension Answers {
    func authenticate(_ call: Call) throws(Refusal) -> Reply {
        let account = try call.target()
        let credential = scene.credential(call.parameters["user"] ?? "")
        let digest = credential?.digest ?? scene.digest(account)
        guard digest == Digest.of(call.parameters["password"] ?? "") else { throw .loginFailed }
        return .success
    }

    func login(_ call: Call) throws(Refusal) -> Reply {
        let account = try call.target()
        if let password = call.parameters.filled("password"), scene.digest(account) != Digest.of(password) {
            throw .loginFailed
        }
        let dice = scene.world.dice
        let hash = [0, 1].map { Digest.hex(dice.roll(.login, account.place, scene.now * 2 + $0)) }.joined()
        let values = [
            ("al_username", Engine.user), ("al_subuser_name", scene.username(account)),
            ("al_hash", "\(hash)-\(scene.now)"),
        ]
        let text = values.map { "\($0.0)=\(Self.encode($0.1))" }.joined(separator: "&")
        return .one(.loginParams, [Column("params", text)])
    }

    /// Percent-encodes all but the unreserved characters.
    private static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: String(UnicodeScalar(byte))
            default: "%" + Digest.hex(UInt64(byte)).suffix(2).uppercased()
            }
        }.joined()
    }
}

/// Passwords are kept as digests, so that no file of the sandbox holds one. No protection: these are test data.
enum Digest {
    static func of(_ text: String) -> String {
        let mixed = FNV.hash(text.utf8)
        return "digest:" + hex(Dice.mix(mixed)) + hex(Dice.mix(mixed &+ 0x9E37_79B9_7F4A_7C15))
    }

    /// Sixteen hexadecimal digits.
    static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Scene {
    /// The further login of this name, while its customer is there.
    func credential(_ name: String) -> Credential? {
        state.credentials[name.lowercased()].flatMap { isGone($0.account) ? nil : $0 }
    }

    /// The digest of the account's password.
    func digest(_ account: AccountID) -> String {
        state.accounts[account]?.digest ?? Digest.of(world.password(account))
    }
}

import Archive
import Foundation
import Settings

extension AccountOptions {
    /// Where archive and log are kept.
    var stateDirectory: String { stateDir ?? Paths.ofThisUser().stateDirectory }

    var archivePath: String { stateDirectory + "/archive.sqlite" }

    /// The archive for a command that only looks: nil where there is none yet, so that none is made. It is read, too,
    /// where it can't be written, and that is said.
    func existingArchive() throws -> Archive? {
        // A folder that may not be looked into has to be told apart from one that holds none.
        guard access(archivePath, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR) else { return nil }
        do throws(ArchiveError) {
            let archive = try Archive.readable(path: archivePath)
            if let obstacle = archive.obstacle {
                Console.say(

                    "resellerdesk: the archive is read-only here: \(obstacle.message)")
            }
            return archive
        } catch {
            throw CommandFailure(error.message)
        }
    }
}

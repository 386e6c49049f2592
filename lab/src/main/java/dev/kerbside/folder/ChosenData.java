package dev.kerbside.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The trips and the zones that a lab works on, in its folder: which file was chosen, and what was made for it. */
public final class ChosenData {
    private static final String SOURCE = "/source";
    private static final String ZONES = "/zones.csv";

    private final OwnFolder lab;

    private ChosenData(OwnFolder lab) {
        this.lab = lab;
    }

    /** @throws dev.kerbside.LabException if the folder is not one's own */
    public static ChosenData of(Path labFolder) {
        return new ChosenData(LabFolder.own(labFolder));
    }

    /** The file of trips that was chosen last. */
    public Optional<Path> trips() throws IOException {
        return lab.hasFile(place(SOURCE)) ? Optional.of(Path.of(lab.read(place(SOURCE)))) : Optional.empty();
    }

    /** From now on these trips are worked on. */
    public void choose(Path trips) {
        lab.write(place(SOURCE), trips.toString());
    }

    /** The zones that were chosen, as CSV. */
    public Optional<Path> zones() {
        return lab.hasFile(place(ZONES)) ? Optional.of(lab.place(place(ZONES))) : Optional.empty();
    }

    /** From now on the trips are joined with these zones. */
    public void chooseZones(AtomicFile.Writer csv) {
        lab.replace(place(ZONES), csv);
    }

    /** The place of a file that is made for this lab; there or not. */
    public Path place(Path name) {
        return lab.place(place("/" + name));
    }

    /** A link of this name to a file, in place of an earlier one. */
    public Path link(String name, Path file) throws IOException {
        Path link = lab.folder(FolderPlan.DATA.path()).resolve(name);
        if (Files.isSymbolicLink(link)) {
            Files.delete(link);
        }
        return Files.createSymbolicLink(link, file);
    }

    private static String place(String name) {
        return FolderPlan.DATA.path() + name;
    }
}

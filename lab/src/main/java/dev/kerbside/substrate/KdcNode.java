package dev.kerbside.substrate;

import dev.kerbside.Kdc;
import dev.kerbside.config.Address;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.Json;
import dev.kerbside.security.ApacheDsMain;
import dev.kerbside.security.KdcDatabase;
import dev.kerbside.security.KerbyMain;
import dev.kerbside.security.MitCommands;
import dev.kerbside.security.MitMain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The kdc node, whichever server it is: each gets the same database, and has to do the same. */
public final class KdcNode {
    static final String NAME = "kdc";

    private static final String DATABASE = "kdc.json";

    private KdcNode() {}

    /**
     * Describes it.
     *
     * @param host the host it runs on
     * @param address where clients on this machine reach it
     * @param folder the lab's folder as the node sees it
     */
    static Node of(Kdc kdc, KdcDatabase database, String host, Address address, Path folder) {
        String file = FolderPlan.NODE.in(folder, NAME).resolve(DATABASE).toString();
        return new Node(
                NAME,
                host,
                mainClass(kdc).getName(),
                List.of(file),
                Map.of(DATABASE, Json.text(database)),
                64,
                address,
                List.of(address.port()),
                kdc == Kdc.APACHEDS ? List.of(JarSet.APACHEDS) : List.of());
    }

    private static Class<?> mainClass(Kdc kdc) {
        return switch (kdc) {
            case KERBY -> KerbyMain.class;
            case APACHEDS -> ApacheDsMain.class;
            case MIT -> MitMain.class;
        };
    }

    /**
     * Looks, before anything starts, for what the node will need as a process on this machine.
     *
     * @throws dev.kerbside.LabException if it is not there
     */
    public static void requireInstalled(Kdc kdc) {
        Runnable look =
                switch (kdc) {
                    case KERBY -> () -> {};
                    case APACHEDS -> () -> JarSet.jars(JarSet.APACHEDS);
                    case MIT -> MitCommands::find;
                };
        look.run();
    }
}

import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/clients.module.js';
import { AlbumsController } from './albums.controller.js';
import { ArtistsController } from './artists.controller.js';
import { CoversController } from './covers.controller.js';
import { NewReleasesController } from './new-releases.controller.js';
import { PlaylistsController } from './playlists.controller.js';
import { SearchController } from './search.controller.js';
import { ShowsController } from './shows.controller.js';
import { TracksController } from './tracks.controller.js';

@Module({
  imports: [ClientsModule],
  controllers: [
    AlbumsController,
    ArtistsController,
    CoversController,
    NewReleasesController,
    PlaylistsController,
    SearchController,
    ShowsController,
    TracksController,
  ],
})
export class CatalogModule {}

import { Module } from '@nestjs/common';
import { CatalogModule } from './catalog/catalog.module.js';
import { InsideModule } from './inside/inside.module.js';

@Module({ imports: [CatalogModule, InsideModule] })
export class AppModule {}
